package org.imprimatur.torture.check;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A server that answers at each address what a test wants it to, and 404 elsewhere. */
final class Addresses implements AutoCloseable {
    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    Addresses() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", exchange -> answers
                .getOrDefault(exchange.getRequestURI().getPath(), answer(404, new byte[0], "")).handle(exchange));
        server.start();
    }

    private static HttpHandler answer(int status, byte[] body, String tag) {
        return exchange -> {
            exchange.getResponseHeaders().set("ETag", tag);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
    }

    String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(String path, int status, String body, String tag) {
        answers.put(path, answer(status, body.getBytes(StandardCharsets.UTF_8), tag));
    }

    void move(String path, String to) {
        answers.put(path, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(301, -1);
            exchange.close();
        });
    }

    void put(String path, byte[] body) {
        answers.put(path, answer(200, body, ""));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
