package org.imprimatur.events;

import java.time.Instant;

/** A reviewer sends a revision back to its author: {@code org.imprimatur.article.rejected.v1}. */
public record ArticleRejected(String articleId, long sequence, int revision, String revisionHash, String slug,
        String section,
        String rejectedBy, Instant rejectedAt, String reason, String entryHash) implements ArticleEvent {
    @Override
    public Instant occurredAt() {
        return rejectedAt;
    }
}
