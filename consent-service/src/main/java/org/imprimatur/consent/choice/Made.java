package org.imprimatur.consent.choice;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.visitor.VisitorId;

/**
 * A choice that was recorded, now or when it came the first time.
 *
 * @param record what it made
 * @param visitor whose it is, or whose browser repeated it
 * @param newest the visitor's newest record, which is another one where an old choice was repeated
 * @param now the time of the answer
 */
record Made(ConsentRecord record, VisitorId visitor, ConsentRecord newest, Instant now) {
    /** The visitor's history as it is now, from what it was before; both newest first. */
    List<ConsentRecord> onTopOf(List<ConsentRecord> before) {
        return Stream.concat(Stream.of(newest, record).distinct(), before.stream()).toList();
    }
}
