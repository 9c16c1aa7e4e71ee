package org.imprimatur.events;

import java.time.Instant;

/**
 * A page left the site: {@code org.imprimatur.release.withdrawn.v1}.
 *
 * @param edition the number of the edition that removed it
 * @param path the path that now answers with {@code status}
 * @param status 410 after a withdrawal, 451 after a takedown
 */
public record ReleaseWithdrawn(String articleId, long sequence, long edition, String path, Instant withdrawnAt,
        int status) implements ReleaseEvent {
    @Override
    public Instant occurredAt() {
        return withdrawnAt;
    }
}
