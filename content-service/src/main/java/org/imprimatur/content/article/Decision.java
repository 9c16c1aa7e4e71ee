package org.imprimatur.content.article;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided: one entry of an article's log. */
sealed interface Decision {

    /** The article begins. */
    record Created(String id, ArticleContent content, String revisionHash) implements Decision {}

    /**
     * The words changed.
     *
     * @param changed the names of the fields that differ from before
     * @param voidsApproval whether an approval that waited for its time falls with the words it was given for
     */
    record Edited(ArticleContent content, String revisionHash, List<String> changed, boolean voidsApproval)
            implements
                Decision {
        public Edited {
            changed = List.copyOf(changed);
        }
    }

    /** The author thinks it is ready. */
    record Submitted() implements Decision {}

    /** A reviewer thinks it is not. */
    record Rejected(String reason) implements Decision {}

    /**
     * A second person lets it out.
     *
     * @param firstReleasedAt when an earlier revision first went live; the page keeps that date
     */
    record Approved(@Nullable Instant releaseAt, @Nullable String correction, @Nullable Instant firstReleasedAt)
            implements
                Decision {}

    /** An approval that was not live yet no longer counts. */
    record ApprovalRevoked(@Nullable String reason) implements Decision {}

    /** The page leaves the site. */
    record Withdrawn(String reason) implements Decision {}

    /** The page leaves the site for ever. */
    record TakenDown(String reason) implements Decision {}
}
