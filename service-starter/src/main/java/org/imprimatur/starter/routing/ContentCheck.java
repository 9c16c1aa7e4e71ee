package org.imprimatur.starter.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * What a body is written in: neither compressed nor in another encoding than UTF-8, since JSON between systems is UTF-8
 * (RFC 8259, section 8.1), and what nobody unpacks would be read as something else.
 */
public final class ContentCheck {
    private static final String PLAIN = "identity";

    private ContentCheck() {}

    /** Ends the request with 415 if its body, should it have one, is announced to be otherwise. */
    static void require(HttpServletRequest request) {
        if (request.getContentLengthLong() == 0 || (request.getContentLengthLong() < 0
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null)) {
            return;
        }
        ProblemException refusal = refusal(Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)),
                request.getContentType());
        if (refusal != null) {
            throw refusal;
        }
    }

    /**
     * Why a body so announced isn't taken; null if it is.
     *
     * @param encodings the values of Content-Encoding
     * @param contentType the value of Content-Type; null where there is none
     */
    public static @Nullable ProblemException refusal(Collection<String> encodings, @Nullable String contentType) {
        if (encodings.stream().anyMatch(encoding -> !encoding.isBlank() && !encoding.strip().equalsIgnoreCase(PLAIN))) {
            // What would be taken instead: RFC 9110, section 15.5.16.
            return new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE, "A body is taken without Content-Encoding.")
                    .withHeader(HttpHeaders.ACCEPT_ENCODING, PLAIN);
        }
        return isUtf8(contentType)
                ? null
                : new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE, "A body is taken in UTF-8.");
    }

    /**
     * Why these bytes can't be read as a text; null if they can: they have to be UTF-8 to the letter (RFC 3629). A JSON
     * parser takes overlong forms, in which one character passes for another, and guesses at UTF-16 and UTF-32 by their
     * zero bytes, which no JSON in UTF-8 has.
     */
    public static @Nullable ProblemException refusal(byte[] body) {
        return isUtf8(body)
                ? null
                : new ProblemException(Problem.UNREADABLE_BODY, "The body isn't UTF-8.")
                        .with("errors", List.of(new InvalidField("", "is not UTF-8")));
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

    private static boolean isUtf8(byte[] body) {
        for (byte each : body) {
            if (each == 0) {
                return false;
            }
        }
        try {
            // Java's decoder reports overlong forms, surrogates and what is beyond Unicode.
            UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
