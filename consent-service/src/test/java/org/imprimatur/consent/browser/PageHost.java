package org.imprimatur.consent.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A site with pages of any kind, which has the consent service under {@code /consent/} as the public site has. */
final class PageHost implements AutoCloseable {
    /** The public site's own. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " frame-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
    private static final List<String> PASSED = List.of("accept", "accept-encoding", "accept-language", "content-type",
            "cookie", "if-none-match", "origin", "sec-fetch-site", "sec-gpc");
    private static final List<String> ANSWERED = List.of("cache-control", "content-encoding", "content-language",
            "content-security-policy", "content-type", "content-disposition", "etag", "location", "retry-after",
            "set-cookie", "vary");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Function<String, URI> service;
    private final Map<String, String> pages = new ConcurrentHashMap<>();

    /** @param service where the consent service has the address with this path and query */
    PageHost(Function<String, URI> service) {
        this.service = service;
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    String at(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** Serves this text under the type that the path's end tells. */
    void put(String path, String text) {
        pages.put(path, text);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        if (path.startsWith("/consent/")) {
            pass(exchange, path.substring("/consent".length()));
            return;
        }
        String page = pages.get(exchange.getRequestURI().getPath());
        byte[] body = (page == null ? "nothing here" : page).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type(exchange.getRequestURI().getPath()));
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.sendResponseHeaders(page == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String type(String path) {
        return (path.endsWith(".js")
                ? "text/javascript"
                : path.endsWith(".css") ? "text/css" : path.endsWith(".svg") ? "image/svg+xml" : "text/html")
                + "; charset=utf-8";
    }

    private void pass(HttpExchange exchange, String path) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.apply(path)).method(exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        for (String name : PASSED) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            for (String name : ANSWERED) {
                answer.headers().allValues(name)
                        .forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
