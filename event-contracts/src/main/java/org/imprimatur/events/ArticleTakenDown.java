package org.imprimatur.events;

import java.time.Instant;

/** A published article leaves the site for legal reasons and for ever (451): {@code org.imprimatur.article.taken-down.v1}. */
public record ArticleTakenDown(String articleId, long sequence, int revision, String revisionHash, String slug,
        String section,
        String takenDownBy, Instant takenDownAt, String reason, String entryHash) implements ArticleEvent {
    @Override
    public Instant occurredAt() {
        return takenDownAt;
    }
}
