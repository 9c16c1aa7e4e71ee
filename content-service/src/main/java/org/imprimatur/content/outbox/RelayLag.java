package org.imprimatur.content.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How far Kafka is behind the log: {@code imprimatur.relay.pending} events, the oldest {@code imprimatur.relay.lag}
 * old. The relay itself reports, so that asking for metrics never asks the database.
 */
@Component
final class RelayLag {
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> oldest = new AtomicReference<>();
    private volatile long pending;

    RelayLag(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        TimeGauge.builder("imprimatur.relay.lag", this::ageMillis, TimeUnit.MILLISECONDS)
                .description("Age of the oldest event that Kafka has not acknowledged").register(meters);
        Gauge.builder("imprimatur.relay.pending", () -> pending)
                .description("Events that Kafka has not acknowledged").register(meters);
    }

    /** The relay's latest look at the backlog. */
    void found(long events, @Nullable Instant oldestTime) {
        pending = events;
        oldest.set(oldestTime);
    }

    /** The relay is about to send these; there may be more. */
    void atLeast(long events, Instant oldestTime) {
        pending = Math.max(pending, events);
        oldest.updateAndGet(known -> known == null || oldestTime.isBefore(known) ? oldestTime : known);
    }

    private long ageMillis() {
        Instant time = oldest.get();
        return time == null ? 0 : Math.max(0, Duration.between(time, clock.instant()).toMillis());
    }
}
