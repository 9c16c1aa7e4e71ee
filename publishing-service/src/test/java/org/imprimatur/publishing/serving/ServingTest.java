package org.imprimatur.publishing.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;
import io.micrometer.tracing.Tracer;
import org.imprimatur.publishing.edition.PublicPage;
import org.imprimatur.publishing.edition.Sheaf;
import org.jspecify.annotations.Nullable;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The public port over real HTTP. */
class ServingTest {
    private static final String TEXT = "<p>" + "words and more words ".repeat(100) + "’</p>";

    private final Headers headers = new Headers(false);
    private final PublicPages pages = new PublicPages(headers);
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConcurrentLinkedQueue<String> forwarded = new ConcurrentLinkedQueue<>();
    private HttpServer consent;
    private PublicServer server;

    @BeforeEach
    void start() throws Exception {
        consent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        consent.createContext("/", exchange -> {
            forwarded.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet());
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Set-Cookie", "visitor=1; HttpOnly");
            byte[] answer = "from consent".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        consent.start();
        server = new PublicServer(
                new PublicSettings(0, URI.create("http://localhost:" + consent.getAddress().getPort()),
                        Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(2)),
                URI.create("https://gazette.example"), pages, headers,
                new ProblemDocuments(Tracer.NOOP, JsonMapper.shared()));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        consent.stop(0);
        http.close();
    }

    private void showSite() {
        String html = "text/html; charset=utf-8";
        pages.show(List.of(Sheaf.page("/", 200, html, "home", null), Sheaf.page("/cases/a", 200, html, TEXT, null),
                Sheaf.page("/cases/", 200, html, "cases", null), Sheaf.page("/tags/知识/", 200, html, "tag", null),
                Sheaf.page("/cases/old", 301, html, "moved", "/cases/a"),
                Sheaf.page("/cases/gone", 410, html, "gone", null), Sheaf.page("/cases/down", 451, html, "down", null),
                Sheaf.page("/assets/site.0123.css", 200, "text/css; charset=utf-8", "body{}", null),
                Sheaf.page("404", 404, html, "nothing here", null)), List.of());
    }

    @Test
    void aPageComesInTheCodingThatIsWantedWithAStrongTagOfItsOwn() throws Exception {
        showSite();
        var plain = get("/cases/a");
        assertThat(text(plain)).isEqualTo(TEXT);
        String hash = plain.headers().firstValue("ETag").orElseThrow().replace("\"", "");
        assertThat(hash).matches("[0-9a-f]{64}");
        var brotli = get("/cases/a", "Accept-Encoding", "gzip, deflate, br, zstd");
        assertThat(brotli.headers().firstValue("Content-Encoding")).hasValue("br");
        assertThat(brotli.headers().firstValue("ETag")).hasValue('"' + hash + "-br\"");
        assertThat(Decoder.decompress(brotli.body()).getDecompressedData())
                .isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
        var gzip = get("/cases/a", "Accept-Encoding", "gzip");
        assertThat(gzip.headers().firstValue("ETag")).hasValue('"' + hash + "-gz\"");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                .isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
        for (var answer : List.of(plain, brotli, gzip)) {
            assertThat(answer.headers().firstValue("Vary")).hasValue("Accept-Encoding");
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "- | IDENTITY", "'' | IDENTITY", "br | BROTLI", "BR;Q=1 | BROTLI", "gzip;q=1.0, br;q=0.5 | GZIP",
        "gzip;q=0.5, br;q=0.5 | BROTLI", "br;q=0, gzip | GZIP", "*  | BROTLI", "*;q=0 | IDENTITY",
        "gzip, *;q=0 | GZIP", "br;q=0, * | GZIP", "identity, br;q=0.1 | IDENTITY", "identity;q=0 | IDENTITY",
        "zstd, deflate | IDENTITY", "br;q=nonsense | IDENTITY", "br;q=2 | IDENTITY", "br;level=4 | IDENTITY",
        "gzip;q=0.001 | GZIP", ",,,br,, | BROTLI", "x-gzip | GZIP", ";;;=,q= | IDENTITY"})
    void theCodingIsChosenByWeight(@Nullable String field, Coding coding) {
        assertThat(Coding.wanted(field)).isEqualTo(coding);
    }

    @Test
    void aReaderWhoHasThePageIsToldSoAndOneWhoHasAnOlderOneGetsTheNew() throws Exception {
        showSite();
        String tag = get("/cases/a").headers().firstValue("ETag").orElseThrow();
        for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*", "\"x,y\",W/" + tag + ", \"z\"")) {
            var answer = get("/cases/a", "If-None-Match", known);
            assertThat(answer.statusCode()).as(known).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("ETag")).hasValue(tag);
            assertThat(answer.headers().firstValue("Cache-Control")).isPresent();
        }
        for (String other : List.of("\"x\"", tag.replace("\"", ""), "\"" + tag, tag.replaceFirst(".$", "-br\""))) {
            assertThat(get("/cases/a", "If-None-Match", other).statusCode()).as(other).isEqualTo(200);
        }
        pages.show(List.of(Sheaf.page("/cases/a", 200, "text/html", "new", null)), List.of());
        assertThat(text(get("/cases/a", "If-None-Match", tag))).isEqualTo("new");
    }

    @Test
    void aHeadRequestGetsTheSameFieldsAndNoBytes() throws Exception {
        showSite();
        var get = get("/cases/a");
        var head = ask("HEAD", "/cases/a");
        assertThat(head.body()).isEmpty();
        for (var name : List.of("ETag", "Content-Length", "Content-Type", "Cache-Control")) {
            assertThat(head.headers().firstValue(name)).isEqualTo(get.headers().firstValue(name)).isPresent();
        }
    }

    @Test
    void everyAnswerIsGuardedAndNoneSetsACookie() throws Exception {
        showSite();
        for (var path : List.of("/", "/cases/a", "/cases/gone", "/nowhere", "/cases", "/assets/site.0123.css")) {
            var answer = get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'").doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).isPresent();
            assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
            assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).isPresent();
            assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "server", "x-powered-by",
                    "strict-transport-security");
        }
        assertThat(new Headers(true).security()).extracting(field -> field.getName())
                .contains("Strict-Transport-Security");
    }

    @Test
    void movedGoneAndTakenDownPagesSaySo() throws Exception {
        showSite();
        assertThat(get("/cases/old").statusCode()).isEqualTo(301);
        assertThat(get("/cases/old").headers().firstValue("Location")).hasValue("/cases/a");
        assertThat(get("/cases/gone").statusCode()).isEqualTo(410);
        assertThat(get("/cases/down").statusCode()).isEqualTo(451);
        assertThat(get("/cases").headers().firstValue("Location")).hasValue("/cases/");
        assertThat(text(get("/tags/%E7%9F%A5%E8%AF%86/"))).isEqualTo("tag");
        assertThat(get("/assets/site.0123.css").headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
    void pagesCanOnlyBeRead(String method) throws Exception {
        showSite();
        var answer = ask(method, "/cases/a");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../etc/passwd", "/cases/../../x", "/%2e%2e/x", "/cases/%2e%2e/%2e%2e/x", "/cases%2fa",
        "/cases/a%00", "/cases/b;x=1", "/cases//a", "//cases/a", "/cases\\a", "/%ff", "/%", "/cases/%c0%ae", "/404",
        "404", "*", "http://evil.example/cases/b", "/cases/a/", "/CASES/A", "/application.yaml",
        "/actuator/health", "/api/v1/editions", "/consent/api/v1/records?subject=x", "/consent/access-log/checkpoint",
        "/consent/../api/v1/records", "/consent/log/../api/v1/records", "/consent/log/%2e%2e/api/v1/records",
        "/consent/choices/", "/consent/console", "/consent", "/consent/"})
    void nothingButPagesCanBeReached(String target) throws Exception {
        showSite();
        String answer = raw("GET " + target + " HTTP/1.1\r\nHost: gazette.example\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("Exception", "\tat ", "from consent");
        assertThat(answer).containsIgnoringCase("content-security-policy");
    }

    @Test
    void requestsThatAreTooMuchAreRefused() throws Exception {
        showSite();
        assertThat(raw("GET /cases/a HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 414");
        assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
        var large = http.send(HttpRequest.newBuilder(uri("/consent/api/v1/choices"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000])).build(), BodyHandlers.ofByteArray());
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(text(large)).contains("urn:imprimatur:problem:too-large", "traceId");
        assertThat(forwarded).isEmpty();
    }

    @Test
    void beforeTheFirstEditionReadersAreAskedToComeBack() throws Exception {
        var answer = get("/");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aPageWhoseBytesAreLostIsUnavailableAloneUntilTheyAreBack() throws Exception {
        showSite();
        pages.show(List.of(new PublicPage("/cases/a", 200, null, null), new PublicPage("404", 404, null, null)),
                List.of());
        var lost = get("/cases/a", "If-None-Match", "*");
        assertThat(lost.statusCode()).isEqualTo(503);
        assertThat(lost.headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(lost.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(text(lost)).contains("urn:imprimatur:problem:page-lost");
        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        pages.show(List.of(Sheaf.page("/cases/a", 200, "text/html", TEXT, null)), List.of());
        assertThat(text(get("/cases/a"))).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @CsvSource({"/consent/banner.js?lang=en,/banner.js?lang=en", "/consent/choices,/choices",
        "/consent/api/v1/notice,/api/v1/notice", "/consent/api/v1/notices/sha256:ab12,/api/v1/notices/sha256:ab12",
        "/consent/api/v1/choices/mine,/api/v1/choices/mine",
        "/consent/api/v1/records/0193c5a0-7a1b/receipt,/api/v1/records/0193c5a0-7a1b/receipt",
        "/.well-known/gpc.json,/.well-known/gpc.json", "/consent/log/checkpoint,/log/checkpoint",
        "/consent/log/tile/0/x001/067.p/12,/log/tile/0/x001/067.p/12"})
    void visitorAddressesAreForwardedWithTheirPrefixCutOff(String asked, String reached) throws Exception {
        var answer = get(asked, "X-Forwarded-For", "1.2.3.4", "X-Forwarded-Host", "evil.example", "Forwarded",
                "host=evil.example", "Authorization", "Bearer x", "Cookie", "visitor=1");
        assertThat(text(answer)).isEqualTo("from consent");
        assertThat(answer.headers().firstValue("Set-Cookie")).hasValue("visitor=1; HttpOnly");
        assertThat(forwarded).singleElement().asString().startsWith("GET " + reached + " ")
                .contains("X-forwarded-host=[gazette.example]", "X-forwarded-proto=[https]", "Cookie=[visitor=1]")
                .doesNotContain("evil.example", "1.2.3.4", "Bearer", "127.0.0.1");
    }

    @Test
    void aVisitorsChoiceIsForwardedWithItsBody() throws Exception {
        var answer = http.send(HttpRequest.newBuilder(uri("/consent/api/v1/choices"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\":1}")).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(forwarded.peek()).startsWith("POST /api/v1/choices");
    }

    @Test
    void withoutTheConsentServiceOnlyItsOwnAddressesAreUnavailable() throws Exception {
        showSite();
        consent.stop(0);
        var answer = get("/consent/banner.js");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(text(answer)).contains("urn:imprimatur:problem:consent-unavailable");
        assertThat(get("/cases/a").statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> get(String path, String... fields) throws Exception {
        return ask("GET", path, fields);
    }

    private HttpResponse<byte[]> ask(String method, String path, String... fields) throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (fields.length > 0) {
            request.headers(fields);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }

    private String raw(String request) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
