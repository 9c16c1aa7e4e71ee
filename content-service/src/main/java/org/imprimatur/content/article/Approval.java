package org.imprimatur.content.article;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One person's word that exactly these words may go out.
 *
 * @param sequence the decision's place in the article's log
 * @param slug the address that goes public with the words
 * @param releaseAt when it shall go live; null means at once
 * @param correction what readers of an earlier revision are told
 * @param writtenBy whom it freed: they are bound again if the approval is taken back
 */
record Approval(long sequence, int revision, String revisionHash, String slug, String approvedBy, Instant approvedAt,
        @Nullable Instant releaseAt, @Nullable String correction, Set<String> writtenBy) {
    Approval {
        writtenBy = Names.sorted(writtenBy);
    }

    /** When it goes live if nothing holds it up. */
    Instant due() {
        return releaseAt == null ? approvedAt : releaseAt;
    }
}
