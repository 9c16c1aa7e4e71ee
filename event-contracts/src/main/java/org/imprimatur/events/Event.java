package org.imprimatur.events;

import java.time.Instant;

/**
 * A fact that one service tells the others over Kafka, as a CloudEvents 1.0 message in binary mode: its data is the
 * message's value, its type and time are headers (see {@link CloudEventHeaders}), its article's id is the key.
 */
public sealed interface Event permits ArticleEvent, ReleaseEvent {
    /** The article this is about; it is also the message key, so that one article's events stay in one partition. */
    String articleId();

    /** The place of the decision in the article's log, 1 for the first; a release names the decision it carries out. */
    long sequence();

    /** When it became true, in UTC; the message's {@code ce_time}. */
    Instant occurredAt();
}
