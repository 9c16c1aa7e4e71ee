package org.imprimatur.events;

import java.time.Instant;

/**
 * An approved revision is public: {@code org.imprimatur.release.released.v1}.
 *
 * @param edition the number of the edition that brought it
 * @param path the page's public path, beginning with a slash
 * @param pageHash {@code sha256:} and hex, over the page's bytes before any compression
 * @param approvedAt when the approval was given: with {@code releasedAt} the time from desk to reader
 */
public record ReleaseReleased(String articleId, long sequence, int revision, long edition, String path,
        String pageHash, Instant approvedAt, Instant releasedAt) implements ReleaseEvent {
    @Override
    public Instant occurredAt() {
        return releasedAt;
    }
}
