package org.imprimatur.benchmarks.serving;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server with one page, which it sends in every coding with the bytes and header fields that a test wants. */
final class OnePage implements AutoCloseable {
    static final String PATH = "/cases/one";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> more = new TreeMap<>();
    private String words = "The same words. ";
    private int status = 200;

    OnePage() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(PATH, this::answer);
        server.start();
    }

    OnePage says(String other) {
        words = other;
        return this;
    }

    OnePage with(String name, String value) {
        more.put(name, value);
        return this;
    }

    OnePage fails() {
        status = 503;
        return this;
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Page fetch() {
        return Page.fetch(origin(), PATH);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String coding = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        byte[] body = (words + coding).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            var fields = exchange.getResponseHeaders();
            fields.set("Content-Type", "text/html; charset=utf-8");
            fields.set("Vary", "Accept-Encoding");
            fields.set("ETag", "\"0123-" + coding + '"');
            if (!coding.equals("identity")) {
                fields.set("Content-Encoding", coding);
            }
            more.forEach(fields::set);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
