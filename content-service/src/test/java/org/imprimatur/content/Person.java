package org.imprimatur.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a token and an HTTP client. */
public record Person(String service, String token) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** What came back. */
    public record Answer(int status, Map<String, String> headers, JsonNode body) {
        public String tag() {
            return header("etag");
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String text(String pointer) {
            return body.at(pointer).asString("");
        }

        public String id() {
            return text("/id");
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Answer post(String path, Object body, String... headers) {
        return send("POST", path, JSON.writeValueAsString(body), headers);
    }

    public Answer put(String path, Object body, String... headers) {
        return send("PUT", path, JSON.writeValueAsString(body), headers);
    }

    /** Begins an article with this headline, in section cases, ready for review. */
    public Answer write(String headline) {
        return post("/api/v1/articles", Map.of("headline", headline, "section", "cases", "body", "Words about it."));
    }

    /** Takes a step on the version that the answer showed. */
    public Answer take(String action, Answer seen, Object body) {
        return post("/api/v1/articles/" + seen.id() + "/actions/" + action, body, "If-Match", seen.tag());
    }

    public Answer take(String action, Answer seen) {
        return take(action, seen, Map.of());
    }

    /** Sends exactly this. Headers come as names and values in turn; an own Content-Type replaces JSON's. */
    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + path)).method(method,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        request.setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().map().forEach((name, values) -> fields.put(name, String.join(", ", values)));
            boolean json = fields.getOrDefault("content-type", "").contains("json");
            return new Answer(response.statusCode(), fields,
                    json ? JSON.readTree(response.body()) : JSON.getNodeFactory().stringNode(response.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }
}
