package org.imprimatur.starter.worker;

import java.time.Duration;

/** Something that has to go on for as long as the service runs. All of it can be asked from any thread at any time. */
interface Watched {
    String name();

    /** What it is doing, in a word or two. */
    String doing();

    /** How long it has been where it shouldn't be for long: in one step, in failures, late, or without a thread. */
    Duration overdue();

    /** How often it was ended by an error. */
    long errors();

    /** Sets it going again if it has ended without having been told to. True if that was needed. */
    boolean revive();
}
