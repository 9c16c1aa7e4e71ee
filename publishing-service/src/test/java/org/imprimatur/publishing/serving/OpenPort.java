package org.imprimatur.publishing.serving;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.tracing.Tracer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.release.PublicSite;
import org.imprimatur.publishing.search.SearchedSite;
import org.imprimatur.publishing.site.SiteState;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.starter.open.OpenServer;
import org.imprimatur.starter.open.Refusals;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.imprimatur.starter.sender.Senders;
import tools.jackson.databind.json.JsonMapper;

/** The public port, open, before a stand-in for the consent service that remembers what reached it. */
final class OpenPort implements AutoCloseable {
    static final String TEXT = "<p>" + "words and more words ".repeat(100) + "’</p>";
    /** How many requests the consent service is given at once. */
    static final int AT_ONCE = 8;
    static final String HTML = "text/html; charset=utf-8";

    static final PublicSite.Version NOTHING_LIVE = new PublicSite.Version(null, SiteState.EMPTY, false);

    private static final DataSize BUDGET = DataSize.ofMegabytes(64);

    final Headers headers = new Headers(false, URI.create("https://gazette.example"), "/assets/ahead.0123.json");
    final SamplePages samples = new SamplePages();
    final PageCache cache = new PageCache(BUDGET.toBytes(), headers, samples, task -> Thread.ofVirtual().start(task));
    final SearchedSite searched;
    final PublicPages pages;
    final ConcurrentLinkedQueue<String> forwarded = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> forwardedBodies = new ConcurrentLinkedQueue<>();
    final HttpServer consent;

    private final HttpClient http = HttpClient.newHttpClient();
    final Refusals refusals;
    private final OpenServer server;
    private final int number;

    /** How the stand-in answers once it has read the request. */
    interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** How patient the port is and how many it serves. */
    record Limits(Duration head, Duration body, Duration idle, Duration consent, int connections) {
        static final Limits GENEROUS = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30),
                Duration.ofSeconds(30), Duration.ofSeconds(20), 1_000);
    }

    OpenPort() {
        this(Limits.GENEROUS, OpenPort::greet);
    }

    OpenPort(Limits limits, Answering answering) {
        this(limits, answering, new SearchedSite());
    }

    OpenPort(SearchedSite searched) {
        this(Limits.GENEROUS, OpenPort::greet, searched);
    }

    private OpenPort(Limits limits, Answering answering, SearchedSite searched) {
        this.searched = searched;
        pages = new PublicPages(cache, searched.search);
        try {
            consent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        consent.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        consent.createContext("/", exchange -> {
            forwarded.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet());
            forwardedBodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answering.answer(exchange);
            exchange.close();
        });
        consent.start();
        var settings = new PublicSettings("127.0.0.1", 0, limits.connections(), limits.idle(), limits.head(),
                limits.body(), URI.create("http://127.0.0.1:" + consent.getAddress().getPort()), limits.consent(),
                AT_ONCE,
                Duration.ofSeconds(2), BUDGET, URI.create("https://gazette.example"));
        refusals = new PageRefusals(headers, new ProblemDocuments(Tracer.NOOP, JsonMapper.shared()),
                new SitePages(Printed.MASTHEAD));
        server = ServingConfiguration.server(settings, URI.create("https://gazette.example"), pages, cache, headers,
                searched.pages, refusals, new Senders(new SecureRandom(), System::nanoTime));
        server.start();
        number = server.port();
    }

    private static void greet(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Set-Cookie", "imprimatur_visitor=1; HttpOnly");
        exchange.getResponseHeaders().add("X-Inside", "staff only");
        say(exchange, 200, "from consent");
    }

    static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] answer = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
    }

    /** Shows those pages; where their bytes are is known, but they aren't at hand. */
    void show(PathChange... changes) {
        pages.prepare(NOTHING_LIVE, List.of(changes), List.of()).show();
    }

    PathChange page(String path, int status, String contentType, String text, @Nullable String location) {
        return samples.page(path, status, contentType, text, location);
    }

    OpenPort withSite() {
        show(page("/", 200, HTML, "home", null),
                page("/cases/a", 200, HTML, TEXT, null),
                page("/cases/", 200, HTML, "cases", null),
                page("/tags/知识/", 200, HTML, "tag", null),
                page("/tags/été/", 200, HTML, "tag", null),
                page("/cases/old", 301, HTML, "moved", "/cases/a"),
                page("/cases/gone", 410, HTML, "gone", null),
                page("/cases/down", 451, HTML, "down", null),
                page("/assets/site.0123.css", 200, "text/css; charset=utf-8", "body{}", null),
                page("404", 404, HTML, "nothing here", null));
        return this;
    }

    HttpResponse<byte[]> get(String path, String... fields) throws Exception {
        return ask("GET", path, fields);
    }

    HttpResponse<byte[]> ask(String method, String path, String... fields) throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (fields.length > 0) {
            request.headers(fields);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> post(String path, byte[] body, String... fields) throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + number + path);
    }

    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), number);
        socket.setSoTimeout(20_000);
        return socket;
    }

    static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    /** Sends those octets and reads until the port closes the connection. */
    String raw(String request) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop();
        searched.close();
        consent.stop(0);
        http.close();
    }
}
