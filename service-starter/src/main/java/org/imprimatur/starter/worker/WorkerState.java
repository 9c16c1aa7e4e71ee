package org.imprimatur.starter.worker;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is doing.
 *
 * @param sinceNanos when it began that, by the clock that nobody can set; through a row of failures, the first of them
 * @param failure the kind of failure, where it is failing; never its text, which may hold what was being worked on
 */
record WorkerState(Doing doing, long sinceNanos, @Nullable String failure) {
    /** Working on a step, waiting for the next, failing and trying again, or told to stop. */
    enum Doing {
        WORKING, WAITING, FAILING, STOPPED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static WorkerState now(Doing doing) {
        return new WorkerState(doing, System.nanoTime(), null);
    }

    static WorkerState failing(Throwable failure, long sinceNanos) {
        return new WorkerState(Doing.FAILING, sinceNanos, failure.getClass().getSimpleName());
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - sinceNanos);
    }
}
