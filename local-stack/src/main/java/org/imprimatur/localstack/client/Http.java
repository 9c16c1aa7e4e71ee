package org.imprimatur.localstack.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.tlog.json.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** HTTP as the journeys need it: JSON out, whole answers in, redirects and cookies left to the caller. */
public final class Http {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Fetches a page as anybody may. */
    public Answer get(String address) {
        return get(address, Map.of());
    }

    /** Fetches something with further header fields. */
    public Answer get(String address, Map<String, String> headers) {
        return send("GET", address, headers, null);
    }

    /** Sends JSON. */
    public Answer send(String method, String address, Map<String, String> headers, @Nullable Object json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT);
        headers.forEach(request::header);
        BodyPublisher body = BodyPublishers.noBody();
        if (json != null) {
            request.header("Content-Type", "application/json");
            body = BodyPublishers.ofByteArray(CanonicalJson.bytes(json));
        }
        request.method(method, body);
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(method + " " + address, response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new StackException(method + " " + address + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted during " + method + " " + address, e);
        }
    }
}
