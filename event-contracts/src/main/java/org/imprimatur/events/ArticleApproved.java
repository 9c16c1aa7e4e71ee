package org.imprimatur.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A second pair of eyes lets exactly these words go out: {@code org.imprimatur.article.approved.v1}. It carries all
 * that the page shows, so that the site needs nothing from content-service to render it.
 *
 * @param body Markdown
 * @param tags as the editor ordered them
 * @param language BCP 47
 * @param releaseAt when it shall go live; absent means at once
 * @param firstReleasedAt when an earlier revision first went live, for the date on the page; absent for a first release
 * @param correction what to tell readers of an earlier revision
 */
public record ArticleApproved(String articleId, long sequence, int revision, String revisionHash, String slug,
        String section, String headline, @Nullable String standfirst, String body, @Nullable String byline,
        @Nullable Source source, List<String> tags, String language, String approvedBy, Instant approvedAt,
        @Nullable Instant releaseAt, @Nullable Instant firstReleasedAt, @Nullable Correction correction)
        implements
            ArticleEvent {
    public ArticleApproved {
        tags = List.copyOf(tags);
    }

    @Override
    public Instant occurredAt() {
        return approvedAt;
    }

    /**
     * Where the story was taken from.
     *
     * @param url http or https; a source may be known by its name alone
     */
    public record Source(String name, @Nullable String url) {}

    /** A correction that readers are told of, in the editor's words. */
    public record Correction(String note) {}
}
