package org.imprimatur.publishing.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.imprimatur.publishing.serving.OpenPort.text;

import com.aayushatharva.brotli4j.decoder.Decoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;
import org.imprimatur.starter.open.Coding;
import org.imprimatur.starter.open.CodingChoice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages at the public port, over real HTTP. */
class ServingTest {
    private final OpenPort port = new OpenPort();

    @AfterEach
    void close() {
        port.close();
    }

    private void showSite() {
        port.withSite();
    }

    @Test
    void aPageComesInTheCodingThatIsWantedWithAStrongTagOfItsOwn() throws Exception {
        showSite();
        var plain = get("/cases/a");
        assertThat(text(plain)).isEqualTo(OpenPort.TEXT);
        String hash = plain.headers().firstValue("ETag").orElseThrow().replace("\"", "");
        assertThat(hash).matches("[0-9a-f]{64}");
        var brotli = get("/cases/a", "Accept-Encoding", "gzip, deflate, br, zstd");
        assertThat(brotli.headers().firstValue("Content-Encoding")).hasValue("br");
        assertThat(brotli.headers().firstValue("ETag")).hasValue('"' + hash + "-br\"");
        assertThat(Decoder.decompress(brotli.body()).getDecompressedData())
                .isEqualTo(OpenPort.TEXT.getBytes(StandardCharsets.UTF_8));
        var gzip = get("/cases/a", "Accept-Encoding", "gzip");
        assertThat(gzip.headers().firstValue("ETag")).hasValue('"' + hash + "-gz\"");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                .isEqualTo(OpenPort.TEXT.getBytes(StandardCharsets.UTF_8));
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
        "gzip;q=0.001 | GZIP", ",,,br,, | BROTLI", "x-gzip | GZIP", ";;;=,q= | IDENTITY", "a\"b | IDENTITY",
        "\"br\" | IDENTITY", "br;q=\"1\" | BROTLI", "br ; q = 1 | IDENTITY", "br;q=NaN | IDENTITY",
        "br;q=-1 | IDENTITY",
        "br;q=1e0 | BROTLI", "\"\\ | IDENTITY", "br;;q=1 | BROTLI"})
    void theCodingIsChosenByWeight(@Nullable String field, Coding coding) {
        assertThat(new CodingChoice().of(field)).isEqualTo(coding);
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
        for (String other : List.of("\"x\"", "", ",", "\"", "W/", "W/W/" + tag, "\"a\\", "a\"b\"c", "\"a\" \"b\"",
                tag.replace("\"", ""), "\"" + tag, tag.replaceFirst(".$", "-br\""))) {
            assertThat(get("/cases/a", "If-None-Match", other).statusCode()).as(other).isEqualTo(200);
        }
        port.show(port.page("/cases/a", 200, "text/html", "new", null));
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
        assertThat(new Headers(true, URI.create("https://gazette.example"), "/assets/ahead.0123.json").security())
                .extracting(field -> field.getName())
                .contains("Strict-Transport-Security");
    }

    @Test
    void movedGoneAndTakenDownPagesSaySo() throws Exception {
        showSite();
        assertThat(get("/cases/old").statusCode()).isEqualTo(301);
        assertThat(get("/cases/old").headers().firstValue("Location")).hasValue("/cases/a");
        assertThat(get("/cases/gone").statusCode()).isEqualTo(410);
        assertThat(get("/cases/gone").headers().firstValue("Link")).isEmpty();
        assertThat(get("/cases/down").statusCode()).isEqualTo(451);
        assertThat(get("/cases/down").headers().firstValue("Link"))
                .hasValue("<https://gazette.example>; rel=\"blocked-by\"");
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
    @CsvSource({"/cases/a;x,/cases/a", "/cases/a;x=1;y,/cases/a", "/cases;x/a,/cases/a", "/;x,/",
        "/cases/a?utm_source=x,/cases/a", "/cases/a?,/cases/a", "/?x,/", "/cases?x,/cases/?x", "/cases;x,/cases/",
        "/cases/./a,/cases/a", "/cases/b/../a,/cases/a", "/./,/", "/cases/%61,/cases/a", "/c%61ses/,/cases/",
        "/tags/%e7%9f%a5%e8%af%86/,/tags/%E7%9F%A5%E8%AF%86/", "http://gazette.example/cases/a;x,/cases/a",
        "/cases/a/,/cases/a", "/CASES/A,/cases/a", "/Cases/,/cases/", "/CASES,/cases/", "/cases//a,/cases/a",
        "//cases/a,/cases/a", "///cases///a//,/cases/a", "//,/", "/cases%2fa,/cases/a", "/cases/a%2F,/cases/a",
        "/cases/%2e/a,/cases/a", "/cases/%2e%2e/cases/a,/cases/a", "/cases/%2561,/cases/a",
        "/%2563ASES//%252561/,/cases/a",
        "/cases/%2e%2e/%63ases//A/?proof,/cases/a?proof", "/cases/A?x=1&y=%20,/cases/a?x=1&y=%20",
        "/tags/%E7%9F%A5%E8%AF%86,/tags/%E7%9F%A5%E8%AF%86/",
        "/tags/%25E7%259F%25A5%E8%AF%86,/tags/%E7%9F%A5%E8%AF%86/",
        "/Tags/%C3%89T%C3%89,/tags/%C3%A9t%C3%A9/", "/tags/e%CC%81te%CC%81/,/tags/%C3%A9t%C3%A9/",
        "/cases/old?x,/cases/a?x", "/CASES/old/?x,/cases/a?x", "/Cases//Gone,/cases/gone", "/cases/down/,/cases/down",
        "/evil.example/..//cases/a,/cases/a", "//evil.example/../cases/a,/cases/a",
        "/cases/a/?x=[,/cases/a", "/cases/a/?x=é,/cases/a"})
    void aPageHasOneAddressAndIsAtNoOther(String target, String address) throws Exception {
        showSite();
        String answer = port.raw("GET " + target + " HTTP/1.1\r\nHost: gazette.example\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 301 ").contains("\r\nLocation: " + address + "\r\n")
                .containsIgnoringCase("content-security-policy");
    }

    @Test
    void noSpellingLeadsToAnotherHostOrRoundInCircles() throws Exception {
        showSite();
        var random = new java.util.Random(8);
        String[] pieces = {"/", "//", "/.", "/..", "%2F", "%2f", "%5C", "\\", "%2e%2e", "%252e", "cases", "CASES", "a",
            "%61", "evil.example", "@evil.example", ":80", "%00", "%0d%0aX:y", ";x", "http:", "%25", "old", "tags",
            "gone", "?q", "#f"};
        int led = 0;
        for (int time = 0; time < 3_000; time++) {
            var target = new StringBuilder("/");
            for (int piece = random.nextInt(7); piece >= 0; piece--) {
                target.append(pieces[random.nextInt(pieces.length)]);
            }
            String location = location(target.toString());
            if (location != null) {
                led++;
                assertThat(location).as("%s", target).matches("/(?:[?a-z%].*)?");
                String next = location(location);
                assertThat(next == null ? null : location(next)).as("%s, %s", target, location).isNull();
                assertThat(next).as("%s, %s", target, location).isIn(null, location.split("\\?", 2)[0]);
            }
        }
        assertThat(led).isGreaterThan(150);
    }

    private @Nullable String location(String target) throws Exception {
        String answer = port.raw("GET " + target + " HTTP/1.1\r\nHost: gazette.example\r\nConnection: close\r\n\r\n");
        int at = answer.indexOf("\r\nLocation: ");
        return at < 0 ? null : answer.substring(at + 12, answer.indexOf("\r\n", at + 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "- | text/html", "*/* | text/html", "text/html | text/html",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html",
        "application/json | application/problem+json", "application/problem+json | application/problem+json",
        "text/html;q=0.5, application/json | application/problem+json", "nonsense;;;q=,, | text/html",
        "application/json;q=0, text/html;q=0.1 | text/html"})
    void anUnknownAddressIsAPageForPeopleAndADocumentForPrograms(@Nullable String accept, String type)
            throws Exception {
        showSite();
        var answer = accept == null ? get("/nowhere") : get("/nowhere", "Accept", accept);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(answer.headers().firstValue("Vary").orElse("")).contains("Accept");
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
        assertThat(get("/").statusCode()).isEqualTo(200);
        var lost = Map.copyOf(port.samples.stored);
        port.samples.stored.clear();
        var answer = get("/cases/a", "If-None-Match", "\"other\"");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(text(answer)).contains("urn:imprimatur:problem:page-lost");
        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        port.samples.stored.putAll(lost);
        assertThat(text(get("/cases/a"))).isEqualTo(OpenPort.TEXT);
    }

    @Test
    void whoAsksWhileThePortIsBeingClosedGetsThePageOr503() throws Exception {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        for (int time = 0; time < 20; time++) {
            try (var readers = Executors.newVirtualThreadPerTaskExecutor();
                    var closing = new OpenPort().withSite()) {
                var asked = new CountDownLatch(40);
                for (int reader = 0; reader < 6; reader++) {
                    readers.execute(() -> {
                        // Until the port is closed, which ends this with an exception.
                        assertThatException().isThrownBy(() -> {
                            while (true) {
                                seen.add(closing.get("/cases/a").statusCode());
                                asked.countDown();
                            }
                        });
                    });
                }
                asked.await();
            }
        }
        assertThat(seen).contains(200).isSubsetOf(200, 503);
    }

    @Test
    void whoConnectsWhileThePortIsBeingClosedIsNotLeftWaiting() throws Exception {
        var left = new LongAdder();
        for (int time = 0; time < 20; time++) {
            try (var readers = Executors.newVirtualThreadPerTaskExecutor();
                    var closing = new OpenPort().withSite()) {
                var asked = new CountDownLatch(40);
                for (int reader = 0; reader < 6; reader++) {
                    readers.execute(() -> connectUntilRefused(closing, asked, left));
                }
                asked.await();
            }
        }
        assertThat(left.sum()).isZero();
    }

    /** Asks on a connection of its own each time. */
    private static void connectUntilRefused(OpenPort port, CountDownLatch asked, LongAdder left) {
        try {
            while (true) {
                port.raw("GET / HTTP/1.1\r\nHost: gazette.example\r\nConnection: close\r\n\r\n");
                asked.countDown();
            }
        } catch (SocketTimeoutException silence) {
            left.increment();
        } catch (IOException closed) {
            // Refused or reset: the reader knows.
            asked.countDown();
        }
    }

    private HttpResponse<byte[]> get(String path, String... fields) throws Exception {
        return port.get(path, fields);
    }

    private HttpResponse<byte[]> ask(String method, String path, String... fields) throws Exception {
        return port.ask(method, path, fields);
    }
}
