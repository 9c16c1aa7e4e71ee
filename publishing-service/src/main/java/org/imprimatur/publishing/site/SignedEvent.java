package org.imprimatur.publishing.site;

import org.jspecify.annotations.Nullable;

/**
 * An article event as the newsroom signed it, kept word for word: members that this build doesn't know stay in it, and
 * whoever has the newsroom's key can check it for good.
 *
 * @param id the event's {@code ce_id}
 * @param type the event's {@code ce_type}
 * @param value the message's value, JSON
 * @param signature {@code <key name> <base64>}, as it stood in the message's header
 * @param traceParent the trace in which it was decided, as W3C Trace Context writes it, if known; nobody signed it
 */
public record SignedEvent(String id, String type, String value, String signature, @Nullable String traceParent) {}
