package org.imprimatur.content.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last that the public site reported about an article.
 *
 * @param news how many reports have been taken in; part of the ETag
 * @param sequence the decision that was carried out
 * @param live whether the page is public; false once it answers 410 or 451
 * @param path the public path, beginning with a slash
 * @param pageHash over the page's bytes; null if no page is there any more
 * @param firstReleasedAt when the article first went live
 * @param failure why the last decision could not be carried out; null if it could
 */
public record Release(long news, long sequence, boolean live, int revision, long edition, @Nullable String path,
        @Nullable String pageHash, @Nullable Instant approvedAt, @Nullable Instant releasedAt,
        @Nullable Instant firstReleasedAt, @Nullable String failure) {

    /** Before any report. */
    public static final Release NONE = new Release(0, 0, false, 0, 0, null, null, null, null, null, null);
}
