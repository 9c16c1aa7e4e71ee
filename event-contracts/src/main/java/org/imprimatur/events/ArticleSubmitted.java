package org.imprimatur.events;

import java.time.Instant;

/** An author asks for review: {@code org.imprimatur.article.submitted.v1}. */
public record ArticleSubmitted(String articleId, long sequence, int revision, String revisionHash, String slug,
        String section,
        String submittedBy, Instant submittedAt, String entryHash) implements ArticleEvent {
    @Override
    public Instant occurredAt() {
        return submittedAt;
    }
}
