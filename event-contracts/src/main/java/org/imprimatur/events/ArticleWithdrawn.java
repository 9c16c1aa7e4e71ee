package org.imprimatur.events;

import java.time.Instant;

/** A published article leaves the site (410 Gone), and may come back: {@code org.imprimatur.article.withdrawn.v1}. */
public record ArticleWithdrawn(String articleId, long sequence, int revision, String revisionHash, String slug,
        String section,
        String withdrawnBy, Instant withdrawnAt, String reason, String entryHash) implements ArticleEvent {
    @Override
    public Instant occurredAt() {
        return withdrawnAt;
    }
}
