package org.imprimatur.benchmarks.banner;

import java.util.concurrent.TimeUnit;
import org.imprimatur.benchmarks.report.Latencies;

/** What several visits came to. */
final class TapFigures {
    private final Latencies interactions = new Latencies();
    private final Latencies gone = new Latencies();
    private double shift;

    void add(BannerVisit.Seen seen) {
        seen.interactions().forEach(millis -> record(interactions, millis));
        record(gone, seen.gone());
        shift = Math.max(shift, seen.shift());
    }

    /** Of every tap. */
    Latencies interactions() {
        return interactions;
    }

    /** Of every visit's last tap. */
    Latencies gone() {
        return gone;
    }

    /** The largest. */
    double shift() {
        return shift;
    }

    private static void record(Latencies latencies, double millis) {
        latencies.record((long) (millis * TimeUnit.MILLISECONDS.toNanos(1)));
    }
}
