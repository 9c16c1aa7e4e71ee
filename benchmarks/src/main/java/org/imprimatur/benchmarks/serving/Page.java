package org.imprimatur.benchmarks.serving;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imprimatur.benchmarks.wire.Connection;
import org.imprimatur.benchmarks.wire.Reply;
import org.imprimatur.benchmarks.wire.Request;

/**
 * A page as a server sends it in every coding.
 *
 * @param codings the answers by {@code Accept-Encoding}
 */
record Page(String path, Map<String, Reply> codings) {
    /** The codings asked for, each by itself. */
    static final List<String> ACCEPTED = List.of("br", "gzip", "identity");

    /**
     * What may differ: the time, and the two fields that nginx can't be told to leave out (42 bytes of an answer).
     */
    private static final List<String> NOT_COMPARED = List.of("date", "server", "connection");

    static Page fetch(String origin, String path) {
        Map<String, Reply> codings = new LinkedHashMap<>();
        try (Connection connection = Connection.open(origin)) {
            for (String accepted : ACCEPTED) {
                codings.put(accepted, connection
                        .send(Request.get(origin, path, Map.of("Accept-Encoding", accepted))).expect(200));
            }
        }
        return new Page(path, codings);
    }

    Reply in(String accepted) {
        Reply reply = codings.get(accepted);
        if (reply == null) {
            throw new IllegalArgumentException(accepted);
        }
        return reply;
    }

    /** Returns the header fields that both servers are to send alike, by name. */
    static Map<String, String> compared(Reply reply) {
        Map<String, String> fields = new TreeMap<>(reply.headers());
        fields.keySet().removeAll(NOT_COMPARED);
        return fields;
    }

    /**
     * Makes sure that another server sends the same bytes under the same header fields.
     *
     * @throws IllegalStateException naming the first difference
     */
    void requireSame(Page other) {
        for (String accepted : ACCEPTED) {
            if (!Arrays.equals(in(accepted).body(), other.in(accepted).body())) {
                throw new IllegalStateException("the bytes differ for Accept-Encoding: " + accepted);
            }
            Map<String, String> mine = compared(in(accepted));
            Map<String, String> theirs = compared(other.in(accepted));
            if (!mine.equals(theirs)) {
                throw new IllegalStateException("the header fields differ for Accept-Encoding: " + accepted + ":\n  "
                        + mine + "\n  " + theirs);
            }
        }
    }
}
