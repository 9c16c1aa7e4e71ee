package org.imprimatur.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.benchmarks.report.Latencies;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void everyClientTakesPartAndEveryDoingIsCounted() {
        Set<Integer> clients = ConcurrentHashMap.newKeySet();
        AtomicInteger doings = new AtomicInteger();
        Latencies latencies = new Latencies();

        double perSecond = Clients.run(8, SHORT, latencies, client -> {
            clients.add(client);
            return doings::incrementAndGet;
        });

        assertThat(clients).hasSize(8);
        assertThat(latencies.count()).isEqualTo(doings.get());
        assertThat(perSecond).isPositive().isLessThanOrEqualTo(doings.get() / (SHORT.toMillis() / 1e3));
    }

    @Test
    void aDoingThatFailsEndsTheMeasurementInsteadOfCountingAsFast() {
        IllegalStateException failure = new IllegalStateException("status 500 instead of 200");

        assertThatThrownBy(() -> Clients.run(2, SHORT, new Latencies(), client -> () -> {
            throw failure;
        })).hasCause(failure);
    }

    @Test
    void aClientThatCanNotBeMadeKeepsNobodyWaiting() {
        IllegalStateException failure = new IllegalStateException("no connection");

        assertThatThrownBy(() -> Clients.run(2, SHORT, new Latencies(), client -> {
            throw failure;
        })).hasCause(failure);
    }
}
