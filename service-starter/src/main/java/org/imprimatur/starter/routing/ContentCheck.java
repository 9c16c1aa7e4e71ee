package org.imprimatur.starter.routing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through only if its body, should it have one, is neither compressed nor in another encoding than UTF-8:
 * JSON between systems is UTF-8 (RFC 8259, section 8.1), and what nobody unpacks would be read as something else.
 */
final class ContentCheck {
    private static final String PLAIN = "identity";

    private ContentCheck() {}

    /** Ends the request with 415 if not. */
    static void require(HttpServletRequest request) {
        if (request.getContentLengthLong() == 0 || (request.getContentLengthLong() < 0
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null)) {
            return;
        }
        boolean packed = Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .anyMatch(encoding -> !encoding.isBlank() && !encoding.strip().equalsIgnoreCase(PLAIN));
        if (packed) {
            // What would be taken instead: RFC 9110, section 15.5.16.
            throw new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE, "A body is taken without Content-Encoding.")
                    .withHeader(HttpHeaders.ACCEPT_ENCODING, PLAIN);
        }
        if (!isUtf8(request.getContentType())) {
            throw new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE, "A body is taken in UTF-8.");
        }
    }

    private static boolean isUtf8(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return true;
        }
        try {
            String charset = MediaType.parseMediaType(contentType).getParameter("charset");
            return charset == null || charset.replace("\"", "").equalsIgnoreCase("utf-8");
        } catch (InvalidMediaTypeException none) {
            return false;
        }
    }
}
