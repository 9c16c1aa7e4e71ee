package org.imprimatur.starter.open;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What a route answers.
 *
 * @param fields header fields; the server adds the length and what protects readers
 */
public record Reply(int status, HttpFields.Mutable fields, ByteBuffer body) {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** An answer with a body. */
    public static Reply of(int status, HttpField type, byte[] body) {
        return new Reply(status, HttpFields.build().put(type), ByteBuffer.wrap(body));
    }

    /** An answer with a text as its body. */
    public static Reply of(int status, HttpField type, String text) {
        return of(status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer whose fields say everything. */
    public static Reply empty(int status) {
        return new Reply(status, HttpFields.build(), NOTHING);
    }

    /** Sets a header field. */
    public Reply with(HttpHeader name, String value) {
        fields.put(name, value);
        return this;
    }

    /** Sets a header field that was prepared. */
    public Reply with(HttpField field) {
        fields.put(field);
        return this;
    }

    /** Adds a header field that may be there more than once. */
    public Reply and(HttpHeader name, String value) {
        fields.add(name, value);
        return this;
    }
}
