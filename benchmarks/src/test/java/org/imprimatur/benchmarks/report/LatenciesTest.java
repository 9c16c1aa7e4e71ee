package org.imprimatur.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void aPercentileIsTheTimeThatSoManyInAHundredDidNotExceed() {
        Latencies latencies = new Latencies();
        IntStream.rangeClosed(1, 1_000).forEach(millis -> latencies.record(TimeUnit.MILLISECONDS.toNanos(millis)));

        assertThat(latencies.count()).isEqualTo(1_000);
        assertThat(latencies.millis(50)).isCloseTo(500, within(1.0));
        assertThat(latencies.millis(99)).isCloseTo(990, within(1.0));
        assertThat(latencies.millis(100)).isCloseTo(1_000, within(1.0));
    }

    @Test
    void oneSlowAnswerInAHundredShowsInTheTailAndNotInTheMiddle() {
        Latencies latencies = new Latencies();
        IntStream.range(0, 99).forEach(i -> latencies.record(TimeUnit.MICROSECONDS.toNanos(500)));
        latencies.record(TimeUnit.SECONDS.toNanos(3));

        assertThat(latencies.toJson()).containsAllEntriesOf(Map.of("count", 100L, "p50", 0.5, "p90", 0.5, "p99", 0.5));
        assertThat(latencies.millis(100)).isCloseTo(3_000, within(3.0));
    }

    @Test
    void whatTookLongerThanAnythingExpectedIsCountedAndNotLost() {
        Latencies latencies = new Latencies();
        latencies.record(TimeUnit.HOURS.toNanos(1));
        latencies.record(-1);

        assertThat(latencies.count()).isEqualTo(2);
        assertThat(latencies.millis(100)).isCloseTo(120_000, within(120.0));
    }

    @Test
    void recordingsOfManyThreadsAllCount() {
        Latencies latencies = new Latencies();
        IntStream.range(0, 10_000).parallel().forEach(i -> latencies.record(i));

        assertThat(latencies.count()).isEqualTo(10_000);
    }
}
