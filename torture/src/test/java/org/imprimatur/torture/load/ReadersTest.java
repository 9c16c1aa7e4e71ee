package org.imprimatur.torture.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.imprimatur.torture.load.Ledger.Breach;
import org.junit.jupiter.api.Test;

/** Whoever keeps the log's checkpoints sees a log that becomes shorter, if only for a moment. */
class ReadersTest {
    private static Ledger shown(Integer... sizes) throws IOException {
        Deque<Integer> next = new ArrayDeque<>(List.of(sizes));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/consent/log/checkpoint", exchange -> {
            byte[] note = ("imprimatur.local/consent\n" + next.remove() + "\nroot=\n\n— name signature\n")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, note.length);
            exchange.getResponseBody().write(note);
            exchange.close();
        });
        server.start();
        Ledger ledger = new Ledger();
        new Readers(new Calls(), ledger, List.of("http://127.0.0.1:" + server.getAddress().getPort()))
                .keepCheckpoints(0, () -> !next.isEmpty());
        server.stop(0);
        return ledger;
    }

    @Test
    void aLogThatGrowsOrStaysBreaksNoLaw() throws IOException {
        assertThat(shown(0, 3, 3, 20)).satisfies(ledger -> assertThat(ledger.breaches()).isEmpty())
                .satisfies(ledger -> assertThat(ledger.checkpoints()).hasSize(3));
    }

    @Test
    void aLogThatIsShorterForAMomentIsFound() throws IOException {
        assertThat(shown(3, 20, 4, 21).breaches())
                .containsExactly(new Breach("a log that became shorter", "site 1 showed 4 entries after 20"));
    }
}
