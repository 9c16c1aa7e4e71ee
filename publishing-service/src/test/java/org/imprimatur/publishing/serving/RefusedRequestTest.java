package org.imprimatur.publishing.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.serving.OpenPort.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the public port doesn't take, sent octet by octet. */
class RefusedRequestTest {
    private static final String END = OpenPort.lines(" HTTP/1.1", "Host: gazette.example", "Connection: close", "", "");
    private static final String CHUNKED = OpenPort.lines("POST /consent/api/v1/choices HTTP/1.1", "Host: a",
            "Connection: close", "Content-Type: application/json", "Transfer-Encoding: chunked", "", "");

    private final OpenPort port = new OpenPort().withSite();

    @AfterEach
    void close() {
        port.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../etc/passwd", "/cases/../../x", "/%2e%2e/x", "/cases/%2e%2e/%2e%2e/x",
        "/cases/a%00", "/cases/b;x=1", "/cases\\a", "/%ff", "/%", "/cases/%c0%ae", "/404",
        "404", "*", "http://evil.example/cases/b", "/application.yaml", "/cases/a.",
        "/cases/a%2e", "/cases/a%20", "/cases//b", "//evil.example/cases/b", "/%2F/evil.example",
        "/cases/%252e%252e/%252e%252e/x", "/cases/%25252561",
        "/consent%2Fbanner.js", "/consent//banner.js", "//consent/banner.js", "/consent/%2e/banner.js",
        "/CONSENT/banner.js",
        "/cases/a%5c", "/cases/..;/cases/a", "/cases./a",
        "/actuator/health", "/api/v1/editions", "/consent/api/v1/records?subject=x", "/consent/access-log/checkpoint",
        "/consent/../api/v1/records", "/consent/log/../api/v1/records", "/consent/log/%2e%2e/api/v1/records",
        "/consent/choices/", "/consent/console", "/consent", "/consent/", "/consent/log/", "/consent/log/tile",
        "/consent/log/tile/0/1", "/consent/log/nonsense", "/consent/api/v1/choices/mine/x", "/consent/api/v1",
        "/consent/banner.js/x", "/consent/api/v1/notices/", "/consent/log/tile/0/000.p/", "/publication-log/checkpoint",
        "/search/", "/SEARCH", "/%73earch", "/timemap/cases/a"})
    void nothingButPagesCanBeReached(String target) throws Exception {
        String answer = port.raw("GET " + target + END);
        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("Exception", "\tat ", "from consent");
        assertThat(answer).containsIgnoringCase("content-security-policy");
        assertThat(port.forwarded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /cases/a HTTP/1.2", "GET /cases/a HTTP/0.9", "GET /cases/a", "GET /cases/a HTTP/3.0",
        "GET /cases/a HTTP/1.1.1", "GET /cases/a HTTPS/1.1", "GET /cases/a http/1.1", "GET  /cases/a HTTP/1.1",
        "GET /cases/a  HTTP/1.1", "GET\t/cases/a HTTP/1.1", "nonsense", "G\u0001T / HTTP/1.1", "GET / x HTTP/1.1",
        "GET /cases/a HTTP/1.1\r\nHost: a\r\nHost: b", "GET /cases/a HTTP/1.1\r\nX : y",
        "GET /cases/a HTTP/1.1\r\n X: y",
        "GET /cases/a HTTP/1.1\r\nHost: a b", "GET /cases/a HTTP/1.1\r\nHost:", "GET /cases/a HTTP/1.1\r\nX-No-Host: a",
        "GET /cases/a HTTP/1.1\r\nHost: a\r\nContent-Length: -1",
        "GET /cases/a HTTP/1.1\r\nHost: a\r\nContent-Length: x",
        "GET /cases/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2", "PRI * HTTP/2.0",
        "GET /cases/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3",
        "GET /cases/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip",
        "GET /cases/a HTTP/1.1\r\nHost: a\r\nExpect: cake",
        "POST /consent/api/v1/choices HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x, chunked, chunked",
        "GET /cases/a HTTP/1.1\r\nHost: a\r\nX: \u0000"})
    void whatIsNoRequestIsTheSendersMistake(String head) throws Exception {
        String answer = port.raw(head + "\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.[01] 4\\d\\d .*").contains("application/problem+json")
                .doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lang=<b>", "a|b", "a\"b", "a\\b", "a^b", "a`b", "{}", "%", "%z", "%zz", "lang=%3",
        "\u00e9"})
    void aQueryThatIsNoneIsTheSendersMistakeToo(String query) throws Exception {
        for (String path : new String[]{"/consent/banner.js", "/consent/choices", "/consent/../consent/choices"}) {
            String answer = port.raw("GET " + path + "?" + query + END);
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("urn:imprimatur:problem:bad-request")
                    .doesNotContain(query + "\r\n", "<b>");
        }
        assertThat(port.forwarded).isEmpty();
        assertThat(port.get("/consent/banner.js?lang=%3Cb%3E").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n", "-1\r\n", "5\r\nab\r\n0\r\n\r\n", "5\nabcdeX", "ffffffffffffffffffff\r\nabc\r\n",
        "5;\u0000\r\nabcde\r\n0\r\n\r\n", "0x5\r\nabcde\r\n0\r\n\r\n", "5\r\nabcdefgh\r\n0\r\n\r\n"})
    void aBodyThatIsNoneIsTheSendersMistakeToo(String body) throws Exception {
        assertThat(port.raw(CHUNKED + body)).startsWith("HTTP/1.1 400 ").contains("urn:imprimatur:problem:");
        assertThat(port.forwarded).isEmpty();
    }

    @Test
    void aBodyThatEndsTooSoonReachesNobody() throws Exception {
        for (String request : new String[]{CHUNKED + "5\r\nabcde\r\n",
            "POST /consent/api/v1/choices HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabc"}) {
            try (var socket = port.connect()) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .matches("(?s)(HTTP/1.1 400 .*)?");
            }
        }
        assertThat(port.forwarded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {8_193, 65_537, 1_000_000, 10_000_000})
    void aBodyOverTheLimitIsRefusedWithAnAnswerThatArrives(int size) throws Exception {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 'x');
        for (String path : new String[]{"/consent/api/v1/choices", "/consent/choices"}) {
            var answer = port.post(path, body);
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(text(answer)).contains("urn:imprimatur:problem:too-large", "traceId");
        }
        try (var socket = port.connect()) {
            var out = socket.getOutputStream();
            out.write(CHUNKED.getBytes(StandardCharsets.ISO_8859_1));
            out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413 ").contains("urn:imprimatur:problem:too-large");
        }
        assertThat(port.forwarded).isEmpty();
    }

    @RepeatedTest(20)
    void aRefusalArrivesHoweverMuchIsSentWithIt() throws Exception {
        byte[] body = new byte[2_000_000];
        assertThat(port.post("/cases/a", body).statusCode()).isEqualTo(405);
        assertThat(port.post("/nowhere", body).statusCode()).isEqualTo(405);
        assertThat(port.post("/consent/banner.js", body).statusCode()).isEqualTo(405);
        assertThat(port.post("/consent/api/v1/choices", body).statusCode()).isEqualTo(413);
    }

    /** Sends everything before it reads, as the simplest clients do. */
    @ParameterizedTest
    @ValueSource(strings = {"POST /cases/a%00 HTTP/1.1\r\nHost: a", "POST /%ff HTTP/1.1\r\nHost: a",
        "POST /cases/a HTTP/1.1", "POST /cases/a HTTP/1.2\r\nHost: a", "POST /cases/a HTTP/1.1\r\nHost: a b",
        "POST /cases/a HTTP/1.1\r\nHost: a\r\nConnection: close", "POST /cases/a HTTP/1.0",
        "POST /cases/a HTTP/1.1\r\nHost: a\r\nExpect: cake", "nonsense"})
    void whatTheServerRefusesByItselfGetsItsAnswerToo(String head) throws Exception {
        byte[] body = new byte[10_000_000];
        for (int attempt = 0; attempt < 20; attempt++) {
            try (var socket = port.connect()) {
                var out = socket.getOutputStream();
                out.write((head + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                out.write(body);
                out.flush();
                socket.shutdownOutput();
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .as("attempt %s", attempt).matches("(?s)HTTP/1.[01] 4\\d\\d .*")
                        .contains("urn:imprimatur:problem:");
            }
        }
        assertThat(port.forwarded).isEmpty();
    }

    @Test
    void whoAsksBeforeSendingTooMuchIsToldAtOnce() throws Exception {
        String head = "POST /consent/api/v1/choices HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ";
        assertThat(port.raw(head + "70000\r\n\r\n")).startsWith("HTTP/1.1 413 ");
        try (var socket = port.connect()) {
            socket.getOutputStream().write((head + "2\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            var in = socket.getInputStream();
            assertThat(new String(in.readNBytes(25), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write("{}".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200 ");
        }
        assertThat(port.forwardedBodies).containsExactly("{}");
    }

    @Test
    void fieldsMayTakeThirtyTwoKilobytesAndNoMore() throws Exception {
        String cookies = "Cookie: " + "other=" + "x".repeat(1_000) + "; ";
        assertThat(port.get("/cases/a", "Cookie", "a=" + "x".repeat(20_000)).statusCode()).isEqualTo(200);
        assertThat(port.get("/consent/banner.js", "Cookie", "a=" + "x".repeat(20_000)).statusCode()).isEqualTo(200);
        assertThat(port.raw("GET /cases/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + (cookies + "\r\n").repeat(29) + "\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(port.raw("GET /cases/a HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
        assertThat(port.raw("GET /" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"DELETE | /consent/api/v1/choices | POST",
        "GET | /consent/api/v1/choices | POST", "OPTIONS | /consent/api/v1/choices | POST",
        "OPTIONS | /consent/choices | GET, HEAD, POST", "DELETE | /consent/choices | GET, HEAD, POST",
        "PUT | /consent/banner.js | GET, HEAD", "POST | /consent/log/checkpoint | GET, HEAD",
        "POST | /.well-known/gpc.json | GET, HEAD", "BREW | /consent/api/v1/notice | GET, HEAD",
        "TRACE | /consent/api/v1/choices/mine | GET, HEAD",
        "PATCH | /consent/api/v1/records/0193c5a0/receipt | GET, HEAD",
        "post | /consent/api/v1/choices | POST",
        "OPTIONS | /cases/a | GET, HEAD", "OPTIONS | * | GET, HEAD"})
    void aMethodThatAnAddressDoesntTakeIsRefusedWithThoseItTakes(String method, String target, String allowed)
            throws Exception {
        String answer = port.raw(method + " " + target + END);
        assertThat(answer).startsWith("HTTP/1.1 405 ").contains("\r\nAllow: " + allowed + "\r\n")
                .contains("urn:imprimatur:problem:method-not-allowed").doesNotContainIgnoringCase("www-authenticate");
        assertThat(port.forwarded).isEmpty();
    }

    @Test
    void aRefusalIsAPageForPeople() throws Exception {
        String browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        var refused = port.post("/cases/a", new byte[10], "Accept", browser);
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(text(refused)).contains("<h1>This address doesn't take that method</h1>");
        for (int size : new int[]{8_193, 20_000, 65_536, 100_000}) {
            var large = port.post("/consent/choices", new byte[size], "Accept", browser);
            assertThat(large.statusCode()).isEqualTo(413);
            assertThat(text(large)).startsWith("<!DOCTYPE html>");
        }
        assertThat(port.post("/consent/choices", new byte[8_192], "Accept", browser).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept-Encoding", "If-None-Match", "Range", "Accept", "Accept-Language", "Cookie",
        "If-Range",
        "If-Modified-Since", "Accept-Charset", "TE"})
    void noFieldCostsMoreThanItsLength(String name) throws Exception {
        for (String part : new String[]{"a,", "a;q=0.1,", "\"a\",", "\"", ";", "=", "\\", "0-1,", "a-", "W/\"", "a=b; ",
            "*,",
            "br;q=0.5,", "(", "\"\\", " ", "q=1;", "bytes=0-1,"}) {
            String value = part.repeat(30_000 / part.length()) + "x";
            for (String path : new String[]{"/cases/a", "/nowhere", "/consent/banner.js"}) {
                var answer = org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20),
                        () -> exchange(path, name, value));
                assertThat(answer).matches("(?s)HTTP/1.1 (200|304|404|400) .*");
            }
        }
    }

    private String exchange(String path, String name, String value) throws IOException {
        return port.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + name + ": " + value
                + "\r\n\r\n");
    }
}
