package org.imprimatur.content.log;

/** An event that Kafka has not acknowledged yet, or whose acknowledgement was lost in a crash. */
public record PendingEvent(String article, long sequence, Outgoing event) {}
