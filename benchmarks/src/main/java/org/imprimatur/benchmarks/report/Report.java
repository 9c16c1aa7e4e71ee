package org.imprimatur.benchmarks.report;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints figures as they come and keeps them for a file. */
public final class Report {
    private final PrintStream out;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    public Report(PrintStream out) {
        this.out = out;
    }

    /** Begins a part. */
    public void heading(String text) {
        out.println("\n" + text);
    }

    /** Says something that is no figure. */
    public void note(String text) {
        out.println("  " + text);
    }

    /** Reports durations. */
    public void latencies(String name, String words, Latencies latencies) {
        out.printf(Locale.ROOT, "  %-34s %s%n", words, latencies);
        figures.put(name, latencies.toJson());
    }

    /** Reports one number. */
    public void figure(String name, String words, double value, String unit) {
        out.printf(Locale.ROOT, "  %-34s %,.2f %s%n", words, value, unit);
        figures.put(name, value);
    }

    /** Keeps a fact for the file alone. */
    public void keep(String name, Object value) {
        figures.put(name, value);
    }

    /** Returns everything reported, for programs. */
    public Map<String, Object> toJson() {
        return new LinkedHashMap<>(figures);
    }
}
