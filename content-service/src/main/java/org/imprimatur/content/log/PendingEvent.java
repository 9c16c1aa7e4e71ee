package org.imprimatur.content.log;

/**
 * An event that Kafka has not acknowledged yet, or whose acknowledgement was lost in a crash.
 *
 * @param own whether this very instance committed it
 */
public record PendingEvent(String article, long sequence, boolean own, Outgoing event) {}
