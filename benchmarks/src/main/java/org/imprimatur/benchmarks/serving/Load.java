package org.imprimatur.benchmarks.serving;

import java.time.Duration;

/** Something that asks for the same page over and over, on as many connections as it is told. */
interface Load {
    int CONNECTIONS = 64;
    int THREADS = 2;

    /**
     * Asks for a page as fast as the answers come.
     *
     * @return answers a second
     * @throws IllegalStateException if an answer was no 200, or a connection broke
     */
    double requestsPerSecond(String origin, String path, String acceptEncoding, Duration length);

    /** Returns how figures name it. */
    String description();
}
