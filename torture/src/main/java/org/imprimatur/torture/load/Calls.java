package org.imprimatur.torture.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.imprimatur.tlog.json.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** Requests whose failure is an answer like any other. */
public final class Calls {
    private static final int FOUND = 200;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** Fetches an address as anybody may. */
    public Reply get(String address) {
        return send("GET", address, Map.of(), null);
    }

    /** Sends JSON, if any. */
    public Reply send(String method, String address, Map<String, String> fields, @Nullable Object json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT);
        fields.forEach(request::header);
        BodyPublisher body = BodyPublishers.noBody();
        if (json != null) {
            request.header("Content-Type", "application/json");
            body = BodyPublishers.ofByteArray(CanonicalJson.bytes(json));
        }
        request.method(method, body);
        Instant sent = Instant.now();
        try {
            var response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            Map<String, List<String>> names = new TreeMap<>();
            response.headers().map().forEach((name, values) -> names.put(name.toLowerCase(Locale.ROOT), values));
            return new Reply(response.statusCode(), names, response.body(), sent, Instant.now());
        } catch (IOException none) {
            return new Reply(0, Map.of(), String.valueOf(none), sent,
                    Instant.now());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return new Reply(0, Map.of(), "", sent, Instant.now());
        }
    }

    /** The bytes at an address; null if there are none. */
    public byte @Nullable [] bytes(String address) {
        try {
            var response = client.send(HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build(),
                    BodyHandlers.ofByteArray());
            return response.statusCode() == FOUND ? response.body() : null;
        } catch (IOException none) {
            return null;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
