package org.imprimatur.localstack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells whoever waits what has been done and how long it took. */
public interface Progress {
    /**
     * Something is done.
     *
     * @param what in the words of a line
     * @param took how long it took
     */
    void done(String what, Duration took);

    /** Something happened that whoever watches should know, in a sentence. */
    default void note(String sentence) {}

    /** Returns progress that nobody reads. */
    static Progress silent() {
        return (what, took) -> {};
    }

    /** Returns progress that is printed, a line for each step. */
    static Progress printed(PrintStream out) {
        return new Progress() {
            @Override
            public void done(String what, Duration took) {
                out.printf(Locale.ROOT, "  %8s  %s%n", format(took), what);
            }

            @Override
            public void note(String sentence) {
                out.println("  " + sentence);
            }
        };
    }

    /** Returns a duration as people read it: milliseconds below ten seconds, then seconds. */
    static String format(Duration took) {
        return took.toMillis() < 10_000
                ? took.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
