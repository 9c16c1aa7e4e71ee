package org.imprimatur.benchmarks.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprimatur.tlog.json.JsonReader;

/** One answer. */
public final class Reply {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final int headerBytes;

    Reply(int status, Map<String, String> headers, byte[] body, int headerBytes) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.headerBytes = headerBytes;
    }

    public int status() {
        return status;
    }

    /** Returns the header fields by lower-case name; of a repeated field the last value, of Set-Cookie a line for each. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns the cookies it sets, as a request gives them back. */
    public String cookies() {
        return header("set-cookie").lines().map(cookie -> cookie.split(";", 2)[0]).collect(Collectors.joining("; "));
    }

    /** Returns a header field's value, empty if there is none. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Returns what came after the header fields, with any chunking taken off; not a copy. */
    public byte[] body() {
        return body;
    }

    /** Returns how many bytes the status line and the header fields took. */
    public int headerBytes() {
        return headerBytes;
    }

    /**
     * Returns this reply.
     *
     * @throws IllegalStateException if its status is another
     */
    public Reply expect(int wanted) {
        if (status != wanted) {
            throw new IllegalStateException("status " + status + " instead of " + wanted + ": "
                    + new String(body, StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Returns the JSON body's members. */
    public Map<?, ?> json() {
        return JsonReader.readObject(body);
    }
}
