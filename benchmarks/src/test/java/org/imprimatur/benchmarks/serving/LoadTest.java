package org.imprimatur.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {
    private static final String PRINTED = """
            Running 3s test @ http://127.0.0.1:8080/cases/one
              2 threads and 64 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     1.61ms    1.05ms  21.75ms   84.16%
                Req/Sec    20.46k     1.63k   24.65k    73.33%
              122233 requests in 3.00s, 1.20GB read
            Requests/sec:  40712.94
            Transfer/sec:    409.30MB
            """;

    @Test
    void theRateIsTheOneThatWrkPrints() {
        assertThat(Wrk.rate(PRINTED)).isEqualTo(40_712.94);
    }

    @ParameterizedTest
    @ValueSource(strings = {"  Non-2xx or 3xx responses: 1\n",
        "  Socket errors: connect 0, read 3, write 0, timeout 0\n"})
    void aRunWithFailuresIsNoFigureHoweverFast(String failure) {
        String printed = PRINTED.replace("Requests/sec:", failure + "Requests/sec:");
        assertThatThrownBy(() -> Wrk.rate(printed)).isInstanceOf(IllegalStateException.class)
                .hasMessage("wrk counted failures: " + failure.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unable to connect to 127.0.0.1:1 Connection refused\n", "Requests/sec:  fast\n"})
    void whateverElseWrkSaysIsQuoted(String printed) {
        assertThatThrownBy(() -> Wrk.rate(printed)).isInstanceOf(IllegalStateException.class)
                .hasMessage("wrk said something else: " + printed);
    }

    @Test
    void ourOwnLoadCountsWholeAnswers() {
        try (OnePage page = new OnePage()) {
            assertThat(new SocketLoad().requestsPerSecond(page.origin(), OnePage.PATH, "br", Duration.ofMillis(200)))
                    .isPositive();
        }
    }

    @Test
    void ourOwnLoadRefusesAPageThatFails() {
        try (OnePage page = new OnePage().fails()) {
            assertThatThrownBy(() -> new SocketLoad().requestsPerSecond(page.origin(), OnePage.PATH, "br",
                    Duration.ofMillis(200))).isInstanceOf(IllegalStateException.class).hasMessageContaining("503");
        }
    }

    @Test
    void theMedianOfTheRoundsCounts() {
        assertThat(PageServing.median(List.of(3.0, 900.0, 1.0))).isEqualTo(3);
        assertThat(PageServing.median(List.of(4.0, 1.0, 900.0, 2.0))).isEqualTo(3);
        assertThat(PageServing.median(List.of())).isZero();
    }
}
