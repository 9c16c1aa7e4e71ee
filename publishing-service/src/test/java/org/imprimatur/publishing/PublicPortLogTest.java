package org.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.imprimatur.starter.open.OpenServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What strangers send to the public port, and the log as it is set up for production. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class PublicPortLogTest {
    private static final String MARK = "strangers-words";

    @Autowired
    private OpenServer server;

    @Test
    void nothingOfWhatStrangersSendReachesTheLog(CapturedOutput log) throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(() -> exchange("GET / HTTP/1.1|Host: a|Connection: close||")
                .startsWith("HTTP/1.1 200"));
        int before = log.getAll().length();
        String fields = "|Host: a|Connection: close|";
        var requests = List.of("GET /" + MARK + " HTTP/1.1" + fields + "|",
                "GET /?<" + MARK + "> HTTP/1.1" + fields + "|",
                "GET /" + MARK + "\u0000\u001b[31m HTTP/1.1" + fields + "|", MARK + "\u0007||",
                "GET / HTTP/1.1|Host: " + MARK + "|Host: " + MARK + "2|Connection: close||",
                "GET / HTTP/1.1|Host: " + MARK + " <x>|Connection: close||",
                "GET /%zz" + MARK + " HTTP/1.1" + fields + "|", "GET /..;" + MARK + "/%2e%2e/x HTTP/1.1" + fields + "|",
                MARK + " / HTTP/1.1" + fields + "|", "GET / " + MARK + "/1.1||",
                "GET / HTTP/1.1" + fields + MARK + "||",
                "GET / HTTP/1.1" + fields + "If-None-Match: a\"" + MARK + "||",
                "GET / HTTP/1.1" + fields + "Accept-Encoding: \"" + MARK + ";;q=\"||",
                "GET /x HTTP/1.1" + fields + "Accept: \"" + MARK + ";;q=\"||",
                "GET / HTTP/1.1" + fields + "Expect: " + MARK + "||",
                "GET / HTTP/1.1" + fields + "Content-Length: " + MARK + "||",
                "GET / HTTP/1.1" + fields + "Transfer-Encoding: " + MARK + "||",
                "POST /consent/api/v1/choices HTTP/1.1" + fields + "Transfer-Encoding: chunked||" + MARK + "|",
                "POST /consent/api/v1/choices HTTP/1.1" + fields + "Content-Length: 5||{" + MARK,
                "GET /consent/banner.js?" + MARK + " HTTP/1.1" + fields + "Cookie: \"" + MARK + "; =\\\"||",
                "GET /consent/" + MARK + " HTTP/1.1" + fields + "|",
                "GET /" + MARK.repeat(3_000) + " HTTP/1.1" + fields + "|");
        for (String request : requests) {
            assertThat(exchange(request)).as(request).matches("(?s)HTTP/1.. [2345].*").doesNotContain(" 500 ");
        }
        // The consent service isn't there in this test: that is said, once.
        assertThat(log.getAll().substring(before)).doesNotContain(MARK, "\tat ", " | at ", "\u001b[31m", "\u0000")
                .satisfies(said -> assertThat(said.lines().filter(line -> line.contains("The consent service")))
                        .hasSizeLessThan(2));
    }

    private String exchange(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
