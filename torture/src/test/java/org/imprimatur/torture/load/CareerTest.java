package org.imprimatur.torture.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What those at work on an article make of answers that are none. */
class CareerTest {
    private static final String KEPT_NOTHING = "{\"title\":\"The database is away; nothing was kept\"}";
    private static final String UNKNOWN = "{\"title\":\"It is not known whether it was kept\"}";
    private static final String REFUSED = "{\"title\":\"No\",\"detail\":\"Not like that.\"}";

    private final Ledger ledger = new Ledger();
    private final List<String> keys = new ArrayList<>();
    private final HttpServer newsroom = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @AfterEach
    void stop() {
        newsroom.stop(0);
    }

    private record Said(int status, String words) {}

    /** Has somebody begin an article, and hear these answers one after the other. */
    private void begin(Said... answers) {
        Deque<Said> left = new ArrayDeque<>(List.of(answers));
        newsroom.createContext("/", exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            Said said = left.removeFirst();
            byte[] body = said.words().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        newsroom.start();
        new Career(new Calls(), ledger, List.of("http://127.0.0.1:" + newsroom.getAddress().getPort()), 1, 1).run();
        assertThat(left).isEmpty();
    }

    @Test
    void whoeverDoesntKnowWhatBecameOfARequestAsksAgainWithTheSameKeyAndMustNotBeRefused() {
        begin(new Said(503, UNKNOWN), new Said(409, REFUSED));
        assertThat(keys).hasSize(2);
        assertThat(keys.getFirst()).isEqualTo(keys.getLast());
        assertThat(ledger.breaches()).singleElement().satisfies(breach -> {
            assertThat(breach.law()).isEqualTo("an own retry refused");
            assertThat(breach.what()).contains("create", "409", "Not like that.");
        });
    }

    @Test
    void whoeverIsToldThatNothingWasKeptBelievesItAndTheLedgerRemembersTheKey() {
        begin(new Said(503, KEPT_NOTHING), new Said(503, UNKNOWN), new Said(422, REFUSED));
        assertThat(keys.get(1)).isNotEqualTo(keys.getFirst()).isEqualTo(keys.get(2));
        assertThat(ledger.refusals()).extracting(Ledger.Refusal::key).containsExactly(keys.getFirst(), keys.get(1), "");
        assertThat(ledger.refusals()).extracting(Ledger.Refusal::saysNothingKept).containsExactly(true, false, false);
    }

    @Test
    void aRefusalAtTheFirstTimeOfAskingIsKeptWithItsWordsAndBreaksNoLaw() {
        begin(new Said(422, REFUSED));
        assertThat(ledger.breaches()).isEmpty();
        assertThat(ledger.refusals()).singleElement().returns("No: Not like that.", Ledger.Refusal::words)
                .returns(false, Ledger.Refusal::isFault);
    }
}
