package org.imprimatur.benchmarks.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long something took each time, to three digits. Safe for use by several threads. */
public final class Latencies {
    private static final long LONGEST_MICROS = Duration.ofMinutes(2).toNanos() / 1_000;

    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);

    /** Records one duration. */
    public synchronized void record(long nanos) {
        micros.recordValue(Math.clamp(nanos / 1_000, 0, LONGEST_MICROS));
    }

    public synchronized long count() {
        return micros.getTotalCount();
    }

    /** Returns the milliseconds that so many in a hundred didn't exceed. */
    public synchronized double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    /** Returns the figures for programs, in milliseconds. */
    public synchronized Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", count());
        json.put("p50", millis(50));
        json.put("p90", millis(90));
        json.put("p95", millis(95));
        json.put("p99", millis(99));
        json.put("max", millis(100));
        return json;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %7.1f   p90 %7.1f   p95 %7.1f   p99 %7.1f   max %7.1f ms   (%d)",
                millis(50),
                millis(90), millis(95), millis(99), millis(100), count());
    }
}
