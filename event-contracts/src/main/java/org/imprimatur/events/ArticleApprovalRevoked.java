package org.imprimatur.events;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An approval that has not gone live no longer counts: {@code org.imprimatur.article.approval-revoked.v1}.
 *
 * @param approval the sequence of the approval that was taken back; absent means the newest one
 */
public record ArticleApprovalRevoked(String articleId, long sequence, int revision, String revisionHash, String slug,
        String section,
        String revokedBy, Instant revokedAt, @Nullable String reason, String entryHash,
        @Nullable Long approval) implements ArticleEvent {
    /** What the event is called on the wire ({@code ce_type}). */
    public static final String TYPE = "org.imprimatur.article.approval-revoked.v1";

    @Override
    public Instant occurredAt() {
        return revokedAt;
    }
}
