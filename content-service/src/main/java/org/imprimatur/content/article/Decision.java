package org.imprimatur.content.article;

import java.time.Instant;
import java.util.List;
import java.util.Set;
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
     * @param boundAgain writers of an earlier revision whose words these are, and that nobody else has approved
     */
    record Edited(ArticleContent content, String revisionHash, List<String> changed, boolean voidsApproval,
            Set<String> boundAgain)
            implements
                Decision {
        public Edited {
            changed = List.copyOf(changed);
            boundAgain = Names.sorted(boundAgain);
        }
    }

    /** The author thinks it is ready. */
    record Submitted() implements Decision {}

    /** A reviewer thinks it is not. */
    record Rejected(String reason) implements Decision {}

    /** A second person lets it out. */
    record Approved(@Nullable Instant releaseAt, @Nullable String correction) implements Decision {}

    /** An approval that was not due yet no longer counts. */
    record ApprovalRevoked(@Nullable String reason) implements Decision {}

    /** The page leaves the site. */
    record Withdrawn(String reason) implements Decision {}

    /** The page leaves the site for ever. */
    record TakenDown(String reason) implements Decision {}

    /** The draft is given up; nobody outside ever saw it. */
    record Discarded(@Nullable String reason) implements Decision {}
}
