package org.imprimatur.torture.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.torture.load.Calls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a wire does to what goes over it. */
class WireTest {
    private final AtomicInteger reached = new AtomicInteger();
    private final HttpServer server = server();
    private final Wire wire = new Wire("wire", List.of(Ports.free(), server.getAddress().getPort()));

    private HttpServer server() {
        try {
            var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/", exchange -> {
                reached.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            made.start();
            return made;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @AfterEach
    void close() {
        wire.close();
        server.stop(0);
    }

    private int get() {
        return new Calls().get("http://127.0.0.1:" + wire.port() + "/").status();
    }

    @Test
    void aWholeWireReachesTheTargetThatIsThere() {
        assertThat(get()).isEqualTo(204);
        wire.become(Wire.State.SLOW);
        assertThat(get()).isEqualTo(204);
    }

    @Test
    void aCutWireReachesNobodyAndIsWholeAgainAfterwards() {
        wire.become(Wire.State.CUT);
        assertThat(get()).isZero();
        assertThat(reached).hasValue(0);
        wire.become(Wire.State.WHOLE);
        assertThat(get()).isEqualTo(204);
    }

    @Test
    void whatWasLostArrivesInItsPlaceOnceTheWireIsWhole() throws IOException {
        try (var echo = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var between = new Wire("echo", List.of(echo.getLocalPort()));
                var client = new Socket(InetAddress.getLoopbackAddress(), between.port());
                var target = echo.accept()) {
            client.setSoTimeout(200);
            target.getOutputStream().write('a');
            assertThat(client.getInputStream().read()).isEqualTo('a');
            between.become(Wire.State.DEAF);
            target.getOutputStream().write('b');
            assertThatThrownBy(client.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);
            between.become(Wire.State.WHOLE);
            target.getOutputStream().write('c');
            client.setSoTimeout(30_000);
            assertThat(client.getInputStream().readNBytes(2)).containsExactly('b', 'c');
        }
    }

    @Test
    void aDeafWireLosesAnswersAndAMuteOneRequests() {
        wire.become(Wire.State.DEAF);
        assertThat(get()).isZero();
        assertThat(reached).hasValue(1);
        wire.become(Wire.State.MUTE);
        assertThat(get()).isZero();
        assertThat(reached).hasValue(1);
    }
}
