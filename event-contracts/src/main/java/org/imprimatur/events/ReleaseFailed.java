package org.imprimatur.events;

import java.time.Instant;

/**
 * A decision could not be carried out and waits for a person: {@code org.imprimatur.release.failed.v1}.
 *
 * @param reason one sentence for the desk, without the article's text
 */
public record ReleaseFailed(String articleId, long sequence, String reason, Instant failedAt) implements ReleaseEvent {
    @Override
    public Instant occurredAt() {
        return failedAt;
    }
}
