package org.imprimatur.consent.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.imprimatur.consent.ledger.CommittedDocuments.Backlog;
import org.jspecify.annotations.Nullable;

/**
 * How far the log is behind the documents, as last measured. Whoever reads the metrics doesn't ask the database, which
 * may not answer; while it doesn't, the oldest document's age goes on growing.
 */
final class Lag {
    private final Clock clock;
    private volatile @Nullable Backlog last;

    Lag(String log, MeterRegistry metrics, Clock clock) {
        this.clock = clock;
        Gauge.builder("imprimatur.log.lag", this, Lag::count).tag("log", log)
                .description("Documents whose commitment isn't in the log yet").register(metrics);
        Gauge.builder("imprimatur.log.lag.age", this, Lag::age).baseUnit("seconds").tag("log", log)
                .description("How long the oldest of them has been waiting").register(metrics);
    }

    void measure(CommittedDocuments documents) {
        last = documents.backlog();
    }

    private double count() {
        Backlog backlog = last;
        return backlog == null ? Double.NaN : backlog.count();
    }

    /** By the wall clock, which alone goes back to before this process; never less than nothing. */
    private double age() {
        Backlog backlog = last;
        Instant oldest = backlog == null ? null : backlog.oldest();
        return oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }
}
