package org.imprimatur.content.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that has to go to Kafka because of an entry, ready for the wire: it passed its schema before the entry was
 * written, so the relay can't stumble over it.
 *
 * @param type as in {@code ce_type}
 * @param data the message's value, JSON
 * @param traceParent the trace of the request that decided (W3C Trace Context), if there was one
 */
public record Outgoing(String type, String data, Instant time, @Nullable String traceParent) {}
