package org.imprimatur.starter.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Refuses a body that isn't UTF-8 to the letter (RFC 3629). The JSON parser takes overlong forms, in which one character
 * passes for another, and guesses at UTF-16 and UTF-32 by their zero bytes, which no JSON in UTF-8 has.
 */
@RestControllerAdvice
final class Utf8Bodies extends RequestBodyAdviceAdapter {
    @Override
    public boolean supports(MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) throws IOException {
        byte[] body = message.getBody().readAllBytes();
        if (!isUtf8(body)) {
            throw new ProblemException(Problem.UNREADABLE_BODY, "The body isn't UTF-8.")
                    .with("errors", List.of(new InvalidField("", "is not UTF-8")));
        }
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return new ByteArrayInputStream(body);
            }

            @Override
            public HttpHeaders getHeaders() {
                return message.getHeaders();
            }
        };
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
