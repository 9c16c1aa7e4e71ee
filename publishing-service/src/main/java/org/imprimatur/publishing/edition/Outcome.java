package org.imprimatur.publishing.edition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an edition came to for one article, as the newsroom is told. Reckoned when the edition is made and kept in it, so
 * that it says the same whenever it is told.
 *
 * @param sequence the decision that was carried out
 * @param status 200 if the story is public now, 410 or 451 if it left the site, 0 if it could not be rendered
 * @param path where; absent if it could not be rendered
 * @param pageHash of the page that readers find there
 * @param approvedAt of what is public now
 */
public record Outcome(String articleId, long sequence, int status, long revision, @Nullable String path,
        @Nullable String pageHash, @Nullable Instant approvedAt) {
    /** The status of a decision whose story could not be rendered. */
    public static final int FAILED = 0;
}
