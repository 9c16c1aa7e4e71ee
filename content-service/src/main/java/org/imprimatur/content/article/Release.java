package org.imprimatur.content.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last that the public site reported about an article.
 *
 * @param news how many reports have been taken in; part of the ETag
 * @param sequence the decision that was carried out
 * @param status what the article's address answers: 200, 410 or 451; 0 before any report
 * @param path the public path, beginning with a slash
 * @param pageHash over the page's bytes; null if no page is there any more
 * @param failure why the last decision could not be carried out; null if it could
 * @param failedSequence the decision that could not be carried out; 0 if none
 */
public record Release(long news, long sequence, int status, int revision, long edition, @Nullable String path,
        @Nullable String pageHash, @Nullable Instant approvedAt, @Nullable Instant releasedAt,
        @Nullable String failure, long failedSequence) {
    /** Before any report. */
    public static final Release NONE = new Release(0, 0, 0, 0, 0, null, null, null, null, null, 0);

    private static final int OK = 200;

    /** Whether the page is public. */
    public boolean live() {
        return status == OK;
    }

    /** Whether the site could not carry out that decision, nor any since. */
    boolean failed(long decision) {
        return decision > 0 && failedSequence >= decision && sequence < decision;
    }
}
