package org.imprimatur.starter.open;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * What was asked, once it is known that a route takes it.
 *
 * @param rest of the path where the route leaves a part of it open; else empty
 * @param fields the request's header fields
 * @param parameters those of the query, or of the form in the body
 * @param body empty where the route takes none
 * @param from the other end of the connection; null where it isn't one of a network
 */
public record Asked(String rest, HttpFields fields, Map<String, List<String>> parameters, ByteBuffer body,
        @Nullable InetAddress from) {

    /** The body, byte by byte. */
    public byte[] bytes() {
        byte[] bytes = new byte[body.remaining()];
        body.get(body.position(), bytes);
        return bytes;
    }

    /** The value of a header field; the first, where it is repeated. */
    public @Nullable String field(String name) {
        return fields.get(name);
    }

    /** The value of a parameter; null if it isn't given. */
    public @Nullable String parameter(String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : values.getFirst();
    }

    /** All values of a parameter; null if it isn't given. */
    public @Nullable List<String> all(String name) {
        return parameters.get(name);
    }
}
