package org.imprimatur.publishing.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.publishing.serving.OpenPort.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody holds the public port up by being slow, silent or many. */
class SlowPeersTest {
    private static final Duration AGES = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final byte[] REQUEST = "GET /cases/a HTTP/1.1\r\nHost: a\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET /cases/a HTTP/1.1\r\n", "GET /cases/a HTTP/1.1\r\nHost: a\r\nX: "})
    void aRequestWhoseHeadComesByteByByteIsCutOff(String begun) throws Exception {
        try (var port = new OpenPort(new Limits(SHORT, AGES, AGES, AGES, 100), OpenPortAnswers::ok).withSite();
                var fresh = port.connect();
                var used = port.connect()) {
            used.getOutputStream().write(REQUEST);
            assertThat(used.getInputStream().read()).isEqualTo('H');
            for (var socket : List.of(fresh, used)) {
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
                await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> isClosed(socket, 'x'));
            }
        }
    }

    @Test
    void aReaderWhoComesBackNowAndThenIsNotCutOff() throws Exception {
        try (var port = new OpenPort(new Limits(SHORT, AGES, AGES, AGES, 100), OpenPortAnswers::ok).withSite();
                var socket = port.connect()) {
            long until = System.nanoTime() + SHORT.multipliedBy(4).toNanos();
            int answers = 0;
            await().pollDelay(Duration.ZERO);
            while (System.nanoTime() < until) {
                socket.getOutputStream().write(REQUEST);
                assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
                readRest(socket);
                answers++;
                java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
            }
            assertThat(answers).isGreaterThan(3);
        }
    }

    @Test
    void aChoiceThatComesByteByByteIsRefusedAndReachesNobody() throws Exception {
        try (var port = new OpenPort(new Limits(AGES, SHORT, AGES, AGES, 100), OpenPortAnswers::ok);
                var socket = port.connect()) {
            socket.getOutputStream().write(OpenPort.lines("POST /consent/api/v1/choices HTTP/1.1", "Host: a",
                    "Content-Length: 60000", "", "").getBytes(StandardCharsets.US_ASCII));
            await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> {
                socket.getOutputStream().write('x');
                return socket.getInputStream().available() > 0;
            });
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 408");
            assertThat(port.forwarded).isEmpty();
        }
    }

    @Test
    void aSilentConnectionIsClosedAndSoIsOneThatStopsInTheMiddle() throws Exception {
        try (var port = new OpenPort(new Limits(AGES, AGES, SHORT, AGES, 100), OpenPortAnswers::ok).withSite();
                var silent = port.connect();
                var stalled = port.connect();
                var choosing = port.connect()) {
            stalled.getOutputStream().write("GET /cas".getBytes(StandardCharsets.US_ASCII));
            choosing.getOutputStream().write(OpenPort.lines("POST /consent/api/v1/choices HTTP/1.1", "Host: a",
                    "Content-Length: 60000", "", "{").getBytes(StandardCharsets.US_ASCII));
            assertThat(silent.getInputStream().readAllBytes()).isEmpty();
            assertThat(stalled.getInputStream().readAllBytes()).isEmpty();
            assertThat(choosing.getInputStream().readAllBytes()).asString().startsWith("HTTP/1.1 408");
            assertThat(port.forwarded).isEmpty();
        }
    }

    @Test
    void aReaderWhoDoesntReadIsCutOff() throws Exception {
        try (var port = new OpenPort(new Limits(AGES, AGES, SHORT, AGES, 100), OpenPortAnswers::ok).withSite();
                var socket = port.connect()) {
            port.show(port.page("/big", 200, OpenPort.HTML, "0123456789".repeat(2_000_000), null));
            socket.getOutputStream().write("GET /big HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> isClosed(socket, 'x'));
        }
    }

    @Test
    void whenAllConnectionsAreTakenSilentOnesMakeRoom() throws Exception {
        var taken = new ArrayList<Socket>();
        try (var port = new OpenPort(new Limits(AGES, AGES, SHORT.multipliedBy(3), SHORT, 5), OpenPortAnswers::ok)
                .withSite()) {
            for (int number = 0; number < 10; number++) {
                taken.add(port.connect());
            }
            try (var reader = port.connect()) {
                reader.getOutputStream().write(REQUEST);
                assertThat(reader.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
            }
        } finally {
            for (var socket : taken) {
                socket.close();
            }
        }
    }

    /** Writing finds out; so does reading, where the other side has said goodbye in order. */
    private static boolean isClosed(Socket socket, char octet) {
        try {
            socket.getOutputStream().write(octet);
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    private static void readRest(Socket socket) throws IOException {
        var in = socket.getInputStream();
        while (in.available() > 0) {
            in.readNBytes(in.available());
        }
    }

    private static final class OpenPortAnswers {
        static void ok(HttpExchange exchange) throws IOException {
            OpenPort.say(exchange, 200, "from consent");
        }
    }
}
