package org.imprimatur.localstack.client;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.imprimatur.tlog.json.JsonReader;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/** What a server answered. */
public final class Answer {
    private final String request;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    /** @param request method and address, for messages */
    Answer(String request, int status, HttpHeaders headers, byte[] body) {
        this.request = request;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** Returns the body's own bytes, not a copy. */
    public byte[] body() {
        return body;
    }

    String request() {
        return request;
    }

    /**
     * Returns this answer.
     *
     * @throws UnexpectedAnswerException if its status is another
     */
    public Answer expect(int wanted) {
        if (status != wanted) {
            throw new UnexpectedAnswerException(this, "status " + wanted);
        }
        return this;
    }

    /** Returns the body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns a field's first value, empty if there is none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Returns the body's SHA-256 in the notation of the events: {@code sha256:<hex>}. */
    public String hash() {
        return Hash.sha256(body).labelled();
    }

    /**
     * Returns what the JSON body holds at a path of member names.
     *
     * @return null where nothing is
     */
    public @Nullable Object json(String... path) {
        Object value = JsonReader.read(body);
        for (String member : path) {
            value = value instanceof Map<?, ?> object ? object.get(member) : null;
        }
        return value;
    }

    /**
     * Returns the text, or the number as text, that the JSON body holds at a path of member names.
     *
     * @throws UnexpectedAnswerException if there is none
     */
    public String field(String... path) {
        Object value = json(path);
        if (value == null) {
            throw new UnexpectedAnswerException(this, "a member " + String.join("/", path));
        }
        return value.toString();
    }

    /** Returns the list that the JSON body holds at a path of member names, empty where there is none. */
    public List<?> list(String... path) {
        return json(path) instanceof List<?> list ? list : List.of();
    }
}
