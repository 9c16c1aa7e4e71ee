package org.imprimatur.content.outbox;

import java.time.Duration;

/** Says when something is to be done again, by the monotonic clock; at once the first time. */
final class Rhythm {
    private final long interval;
    private long last;

    Rhythm(Duration interval) {
        this.interval = interval.toNanos();
        this.last = System.nanoTime() - this.interval;
    }

    /** Whether that much time has passed since it was last due. */
    boolean isDue() {
        long now = System.nanoTime();
        if (now - last < interval) {
            return false;
        }
        last = now;
        return true;
    }
}
