package org.imprimatur.content.article;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last approval that stands: exactly these words may go out.
 *
 * @param sequence the decision's place in the article's log
 * @param releaseAt when it shall go live; null means at once
 * @param writtenBy who wrote what was approved, in case the approval is taken back and somebody has to judge it again
 */
record Approval(long sequence, int revision, String revisionHash, String approvedBy, Instant approvedAt,
        @Nullable Instant releaseAt, Set<String> writtenBy) {
    Approval {
        writtenBy = Names.sorted(writtenBy);
    }

    /** When it goes live if nothing holds it up. */
    Instant due() {
        return releaseAt == null ? approvedAt : releaseAt;
    }
}
