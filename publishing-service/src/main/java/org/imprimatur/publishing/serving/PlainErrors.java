package org.imprimatur.publishing.serving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses, malformed requests above all: one line of text, nothing of what was sent in it. */
final class PlainErrors extends ErrorHandler {
    private final Headers headers;

    PlainErrors(Headers headers) {
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        byte[] text = text(status);
        response.setStatus(status);
        dress(response.getHeaders(), text.length);
        response.write(true, ByteBuffer.wrap(text), callback);
        return true;
    }

    private void dress(HttpFields.Mutable fields, int length) {
        headers.security().forEach(fields::put);
        fields.put(Headers.NO_STORE).put(Headers.PLAIN_TEXT).put(HttpHeader.CONTENT_LENGTH, length);
    }

    private static byte[] text(int status) {
        return (status + " " + HttpStatus.getMessage(status) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
