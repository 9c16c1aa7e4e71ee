package org.imprimatur.events;

import java.time.Duration;

/**
 * A Kafka topic as it has to be created.
 *
 * @param retention how long messages are kept, {@link #FOR_EVER} for always
 */
public record Topic(String name, int partitions, Duration retention) {
    /** The retention of topics that are never cleaned up: Kafka's own notation, -1 ms. */
    public static final Duration FOR_EVER = Duration.ofMillis(-1);
}
