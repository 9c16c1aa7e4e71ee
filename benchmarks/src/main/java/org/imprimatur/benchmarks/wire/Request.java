package org.imprimatur.benchmarks.wire;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.imprimatur.tlog.json.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** Requests as the bytes that are sent. */
public final class Request {
    private Request() {}

    /** Returns a GET for a path of {@code origin}. */
    public static byte[] get(String origin, String path, Map<String, String> headers) {
        return bytes("GET", origin, path, headers, null);
    }

    /** Returns a request with a JSON body, or without a body where {@code json} is null. */
    public static byte[] bytes(String method, String origin, String path, Map<String, String> headers,
            @Nullable Map<String, ?> json) {
        StringBuilder head = new StringBuilder(256);
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ")
                .append(URI.create(origin).getAuthority()).append("\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] body = json == null ? new byte[0] : CanonicalJson.bytes(json);
        if (json != null) {
            head.append("Content-Type: application/json\r\n");
        }
        if (!method.equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }
}
