package org.imprimatur.publishing.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.serving.OpenPort.text;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.imprimatur.publishing.serving.OpenPort.Limits;
import org.imprimatur.starter.sender.Senders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the public port passes on to the consent service, and what it passes back. */
class VisitorAddressTest {
    private static final byte[] CHOICE = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
    private static final Limits IMPATIENT = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30),
            Duration.ofSeconds(30), Duration.ofMillis(300), 1_000);

    @ParameterizedTest
    @CsvSource({"/consent/banner.js?lang=en,/banner.js?lang=en", "/consent/choices,/choices",
        "/consent/api/v1/notice,/api/v1/notice", "/consent/api/v1/notices/sha256:ab12,/api/v1/notices/sha256:ab12",
        "/consent/api/v1/choices/mine,/api/v1/choices/mine",
        "/consent/api/v1/records/0193c5a0-7a1b/receipt,/api/v1/records/0193c5a0-7a1b/receipt",
        "/.well-known/gpc.json,/.well-known/gpc.json", "/consent/log/checkpoint,/log/checkpoint",
        "/consent/log/key,/log/key", "/consent/log/tile/0/067,/log/tile/0/067",
        "/consent/log/tile/0/x001/067.p/12,/log/tile/0/x001/067.p/12",
        "/consent/log/tile/entries/x001/x234/067.p/255,/log/tile/entries/x001/x234/067.p/255"})
    void visitorAddressesAreForwardedWithTheirPrefixCutOff(String asked, String reached) throws Exception {
        try (var port = new OpenPort()) {
            var answer = port.get(asked);
            assertThat(text(answer)).isEqualTo("from consent");
            assertThat(port.forwarded).singleElement().asString().startsWith("GET " + reached + " ")
                    .contains("X-forwarded-host=[gazette.example]", "X-forwarded-proto=[https]");
        }
    }

    @Test
    void whatTheConsentServiceDoesntReadIsntPassedOnAndNothingTellsWhoTheVisitorIs() throws Exception {
        try (var port = new OpenPort()) {
            port.get("/consent/banner.js", "X-Forwarded-For", "1.2.3.4", "X-Forwarded-Host", "evil.example",
                    "Forwarded", "for=1.2.3.4;host=evil.example", "X-Real-IP", "1.2.3.4", "True-Client-IP", "1.2.3.4",
                    "CF-Connecting-IP", "1.2.3.4", "X-Client-IP", "1.2.3.4", "X-Cluster-Client-IP", "1.2.3.4",
                    "X-Anything", "1.2.3.4", "Via", "1.1 1.2.3.4", "From", "a@b.example", "Authorization", "Bearer x",
                    "Proxy-Authorization", "Basic x", "Referer", "https://evil.example/", "User-Agent", "me/1",
                    "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "Range", "bytes=0-1",
                    "X-HTTP-Method-Override", "DELETE", "Imprimatur-Sender", "a".repeat(32), "Sec-GPC", "1",
                    "Accept-Language", "de", "Accept", "*/*",
                    "Sec-Fetch-Site", "same-origin", "Origin", "https://gazette.example", "Cookie",
                    "session=secret; imprimatur_visitor=abc; __Host-imprimatur_visitor=def; imprimatur_choice=1:a.b");
            assertThat(port.forwarded).singleElement().asString()
                    .contains("Sec-gpc=[1]", "Accept-language=[de]", "Accept=[*/*]", "Sec-fetch-site=[same-origin]",
                            "Origin=[https://gazette.example]", "Cookie=[imprimatur_visitor=abc;"
                                    + " __Host-imprimatur_visitor=def; imprimatur_choice=1:a.b]")
                    .doesNotContain("evil.example", "1.2.3.4", "Bearer", "Basic", "127.0.0.1]", "secret", "me/1",
                            "traceparent", "Traceparent", "bytes", "DELETE", "a@b.example", "Via", "X-anything",
                            "aaaa");
        }
    }

    @Test
    void aChoiceComesWithANameOfItsSenderThatOnlyThisPortCanGive() throws Exception {
        try (var port = new OpenPort()) {
            // A visitor on the same machine has none, and can't make one up.
            port.post("/consent/api/v1/choices", CHOICE, "Imprimatur-Sender", "a".repeat(32));
            assertThat(port.forwarded).singleElement().asString().doesNotContainIgnoringCase("imprimatur-sender");
            var proxy = new ConsentProxy(URI.create("http://a"), URI.create("http://b"), Duration.ofSeconds(1), 1,
                    port.refusals, new Senders(new SecureRandom(), System::nanoTime));
            String sender = proxy.sender(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 1234));
            assertThat(sender).matches(Senders.FORM)
                    .isEqualTo(proxy.sender(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 4321)))
                    .isNotEqualTo(proxy.sender(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.8"), 1234)));
            assertThat(proxy.sender(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1234))).isNull();
            assertThat(proxy.sender(new InetSocketAddress(InetAddress.ofLiteral("::1"), 1234))).isNull();
        }
    }

    @Test
    void thePageThatLedToTheSettingsIsPassedOnIfItIsOneOfTheSites() throws Exception {
        try (var port = new OpenPort()) {
            var site = "http://" + port.uri("/").getAuthority();
            for (var page : new String[]{site + "/cases/a-case", "https://evil.example/", site + ".evil.example/"}) {
                port.get("/consent/choices", "Referer", page);
                port.get("/consent/banner.js", "Referer", page);
            }
            assertThat(port.forwarded).hasSize(6).filteredOn(request -> request.contains("Referer=")).singleElement()
                    .asString().startsWith("GET /choices ").contains("Referer=[" + site + "/cases/a-case]");
        }
    }

    @Test
    void noOtherProgramsCookieHidesOurs() throws Exception {
        try (var port = new OpenPort()) {
            port.get("/consent/api/v1/choices/mine", "Cookie",
                    "theirs=\"open; other=a\\\"; =; imprimatur_visitor=abc; last=\"");
            assertThat(port.forwarded).singleElement().asString().contains("Cookie=[imprimatur_visitor=abc]");
        }
    }

    @Test
    void aFieldLongerThanItHasReasonToBeIsNotPassedOn() throws Exception {
        try (var port = new OpenPort()) {
            for (var name : new String[]{"Accept-Language", "Accept-Encoding", "Accept", "If-None-Match", "Origin",
                "Sec-GPC", "Content-Type"}) {
                port.get("/consent/api/v1/notice", name, "zh-a-a".repeat(200));
            }
            port.get("/consent/api/v1/notice", "Cookie", "imprimatur_visitor=" + "x".repeat(5_000));
            port.raw(OpenPort.lines("GET /consent/api/v1/notice HTTP/1.1", "Host: a", "Connection: close",
                    "Cookie: imprimatur_visitor=\"a\\\"; x\u00e9=;;;==;, b=c; \"; imprimatur_choice=\u00fc", "", ""));
            assertThat(port.forwarded).hasSize(9).allSatisfy(request -> assertThat(request).hasSizeLessThan(600)
                    .doesNotContain("zh-a-a", "xxxxx"));
            assertThat(port.get("/consent/api/v1/notice?lang=" + "x".repeat(3_000)).statusCode()).isEqualTo(414);
            assertThat(port.forwarded).hasSize(9);
        }
    }

    @Test
    void aBodyInACodingArrivesAsOneSoThatItIsNotReadAsPlain() throws Exception {
        try (var port = new OpenPort()) {
            port.post("/consent/api/v1/choices", CHOICE, "Content-Type", "application/json", "Content-Encoding",
                    "gzip");
            assertThat(port.forwarded).singleElement().asString().contains("Content-encoding=[gzip]");
        }
    }

    @Test
    void proxiedAnswersCarryTheSitesSecurityFieldsAndNoneOfTheInside() throws Exception {
        try (var port = new OpenPort()) {
            var answer = port.get("/consent/choices");
            for (var field : port.headers.security()) {
                assertThat(answer.headers().allValues(field.getName())).containsExactly(field.getValue());
            }
            assertThat(answer.headers().firstValue("Set-Cookie")).hasValue("imprimatur_visitor=1; HttpOnly");
            assertThat(answer.headers().map()).doesNotContainKeys("x-inside", "server", "via");
        }
        try (var port = new OpenPort(Limits.GENEROUS, exchange -> {
            exchange.getResponseHeaders().add("Content-Security-Policy", "default-src 'none'; style-src 'sha256-x'");
            exchange.getResponseHeaders().add("X-Content-Type-Options", "nosniff");
            OpenPort.say(exchange, 200, "form");
        })) {
            var answer = port.get("/consent/choices");
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; style-src 'sha256-x'");
            assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({"/consent/banner.js;x,/consent/banner.js", "/consent/choices;a=b?lang=de,/consent/choices?lang=de",
        "/consent/api/v1/notices/sha256%3Aab,/consent/api/v1/notices/sha256:ab",
        "/consent/./banner.js,/consent/banner.js", "/consent/x/../banner.js,/consent/banner.js"})
    void anotherSpellingOfAVisitorAddressIsAnotherAddress(String target, String address) throws Exception {
        try (var port = new OpenPort()) {
            assertThat(port.raw("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 301 ").contains("\r\nLocation: " + address + "\r\n");
            assertThat(port.raw(OpenPort.lines("POST /consent/api/v1/choices;x HTTP/1.1", "Host: a",
                    "Connection: close", "Content-Length: 2", "", "{}"))).startsWith("HTTP/1.1 404 ");
            assertThat(port.forwarded).isEmpty();
        }
    }

    @Test
    void aVisitorsChoiceIsForwardedWithItsBody() throws Exception {
        try (var port = new OpenPort()) {
            assertThat(port.post("/consent/api/v1/choices", CHOICE, "Content-Type", "application/json").statusCode())
                    .isEqualTo(200);
            port.raw(OpenPort.lines("POST /consent/choices HTTP/1.1", "Host: a", "Connection: close",
                    "Transfer-Encoding: chunked", "", "3", "a=b", "2", "&c", "0", "", ""));
            port.raw("POST /consent/choices HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(port.forwardedBodies).containsExactly("{\"id\":1}", "a=b&c", "");
            assertThat(port.forwarded.peek()).startsWith("POST /api/v1/choices")
                    .contains("Content-type=[application/json]", "Content-length=[8]");
        }
    }

    @Test
    void withoutTheConsentServiceOnlyItsOwnAddressesAreUnavailable() throws Exception {
        try (var port = new OpenPort().withSite()) {
            port.consent.stop(0);
            var answer = port.get("/consent/banner.js");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(text(answer)).contains("urn:imprimatur:problem:consent-unavailable")
                    .doesNotContain("choice was");
            var form = port.post("/consent/choices", CHOICE, "Accept", "text/html");
            assertThat(form.statusCode()).isEqualTo(503);
            assertThat(text(form)).contains("Nothing was recorded");
            assertThat(port.get("/cases/a").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aChoiceThatWasSentAndNotAnsweredMayHaveBeenRecorded() throws Exception {
        var never = new CountDownLatch(1);
        try (var port = new OpenPort(IMPATIENT, exchange -> await(never))) {
            var choice = port.post("/consent/api/v1/choices", CHOICE);
            assertThat(choice.statusCode()).isEqualTo(503);
            assertThat(choice.headers().firstValue("Retry-After")).isPresent();
            assertThat(text(choice)).contains("urn:imprimatur:problem:outcome-unknown", "not known")
                    .doesNotContain("Nothing was");
            for (String form : List.of("/consent/choices", "/consent/choices/erasure")) {
                assertThat(text(port.post(form, CHOICE, "Accept", "text/html"))).as(form)
                        .contains("not known", "sent twice").doesNotContain("Nothing was", "choice was");
            }
            assertThat(text(port.get("/consent/api/v1/choices/mine"))).doesNotContain("recorded");
        } finally {
            never.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aChoiceWhoseAnswerBreaksOffMayHaveBeenRecorded(boolean begun) throws Exception {
        try (var port = new OpenPort(Limits.GENEROUS, exchange -> {
            if (begun) {
                exchange.sendResponseHeaders(201, 100);
            }
            throw new IOException("gone");
        })) {
            String answer = port.raw(OpenPort.lines("POST /consent/api/v1/choices HTTP/1.1", "Host: a",
                    "Connection: close", "Content-Length: 2", "", "{}"));
            assertThat(answer).doesNotContain("Nothing was");
        }
    }

    @Test
    void whoWouldOnlyWaitForTheConsentServiceIsToldSoAndNothingOfItIsSent() throws Exception {
        var gone = new CountDownLatch(1);
        try (var port = new OpenPort(Limits.GENEROUS, exchange -> {
            await(gone);
            exchange.sendResponseHeaders(200, -1);
        }); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = Stream.generate(() -> threads.submit(() -> port.post("/consent/api/v1/choices", CHOICE)))
                    .limit(5 * OpenPort.AT_ONCE).toList();
            // Three of five are under way or wait; for the others there is no room.
            Awaitility.await().until(() -> asked.stream().filter(Future::isDone).count() == 2 * OpenPort.AT_ONCE);
            assertThat(port.forwarded).hasSizeLessThanOrEqualTo(OpenPort.AT_ONCE);
            for (var one : asked) {
                if (one.isDone()) {
                    assertThat(one.get().statusCode()).isEqualTo(503);
                    assertThat(one.get().headers().firstValue("Retry-After")).contains("1");
                    assertThat(text(one.get())).contains("urn:imprimatur:problem:overloaded");
                }
            }
            // Nobody waits for ever, either.
            Awaitility.await().until(() -> asked.stream().filter(Future::isDone).count() == 4 * OpenPort.AT_ONCE);
            assertThat(port.forwarded).hasSize(OpenPort.AT_ONCE);
            gone.countDown();
            for (var one : asked) {
                assertThat(one.get().statusCode()).isIn(200, 503);
            }
            for (int more = 0; more < 3 * OpenPort.AT_ONCE; more++) {
                assertThat(port.post("/consent/api/v1/choices", CHOICE).statusCode()).isEqualTo(200);
            }
        } finally {
            gone.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
