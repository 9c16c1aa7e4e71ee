package org.imprimatur.publishing.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that was put aside.
 *
 * @param partition of the dead-letter topic, the same as it was on the original one
 * @param articleId the record's key, if it had one
 * @param type what it said it was
 */
record DeadLetter(int partition, long offset, Instant putAsideAt, @Nullable String articleId, @Nullable String type,
        @Nullable String eventId, @Nullable String reason, @Nullable String originalOffset) {}
