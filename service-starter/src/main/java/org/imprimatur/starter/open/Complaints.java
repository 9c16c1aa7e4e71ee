package org.imprimatur.starter.open;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Says in the log what goes wrong again and again, once in a while instead of once for each reader. */
public final class Complaints {
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int LONGEST = 200;

    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final Logger log;

    /** @param log where it is said */
    public Complaints(Logger log) {
        this.log = log;
    }

    /** Says it, if it wasn't said a moment ago, with no more of the reason than fits a line. */
    public void say(String what, Object reason) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE.toNanos())) {
            String line = String.valueOf(reason).replaceAll("\\p{Cntrl}", " ");
            log.warn("{}: {}", what, line.substring(0, Math.min(line.length(), LONGEST)));
        }
    }
}
