package org.imprimatur.content.log;

/**
 * An event that Kafka has not acknowledged yet, or whose acknowledgement was lost in a crash.
 *
 * @param entryHash of the entry that it speaks of: of two that were to have the same place, one came to stand
 * @param by the instance whose relay has to send it
 */
public record PendingEvent(String article, long sequence, String entryHash, String by, Outgoing event) {}
