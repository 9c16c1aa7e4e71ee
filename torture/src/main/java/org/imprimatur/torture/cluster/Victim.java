package org.imprimatur.torture.cluster;

/** A process that things can be done to. */
public interface Victim {
    /** What the schedule and the table call it. */
    String name();

    /** Ends it at once, as a power cut would. */
    void kill();

    /** Asks it to end, and waits until it has. */
    void stop();

    /** Starts it again over its old data, if it isn't running; doesn't wait until it is ready. */
    void start();

    /** Freezes it: its connections stay open, and nothing answers. */
    void freeze();

    /** Lets it go on. */
    void thaw();

    /** Tells whether it does its work. */
    boolean isReady();
}
