package org.imprimatur.consent.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a keeper says of itself, to health, metrics and operators. */
final class KeeperStatus {
    private final AtomicLong size = new AtomicLong();
    private final Counter malformed;
    private volatile long offset;
    private volatile String standing = "starting";
    private volatile @Nullable String reason;
    private volatile boolean stopped;

    KeeperStatus(String log, MeterRegistry metrics) {
        Gauge.builder("imprimatur.log.size", size, AtomicLong::get).tag("log", log)
                .description("Entries in the log").register(metrics);
        Gauge.builder("imprimatur.log.stopped", this, status -> status.stopped ? 1 : 0).tag("log", log)
                .description("1 if the keeper has stopped for good, and a person has to look").register(metrics);
        malformed = Counter.builder("imprimatur.log.malformed").tag("log", log)
                .description("Messages on the log's topic that are no entries").register(metrics);
    }

    void at(TreeState state) {
        size.set(state.size());
        offset = state.offset();
        standing = "keeping";
        reason = null;
    }

    /** Another instance keeps the log; this one takes over when that one is gone. */
    void standBy() {
        standing = "standing by";
        reason = null;
    }

    /** Something is away that will come back. */
    void heldUp(String by) {
        standing = "held up";
        reason = by;
    }

    /** For good: going on could sign a second history, so a person has to look first. */
    void stop(String because) {
        reason = because;
        standing = "stopped";
        stopped = true;
    }

    void malformed() {
        malformed.increment();
    }

    boolean isStopped() {
        return stopped;
    }

    /** Why it isn't keeping the log; null as long as it is, or leaves that to another one. */
    @Nullable
    String reason() {
        return reason;
    }

    String standing() {
        return standing;
    }

    long size() {
        return size.get();
    }

    long offset() {
        return offset;
    }
}
