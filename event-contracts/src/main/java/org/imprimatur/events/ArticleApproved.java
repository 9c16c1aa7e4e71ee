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
 * @param language BCP 47, in canonical form
 * @param releaseAt when it shall go live; absent means at once
 * @param firstReleasedAt the story's date: the moment at which the first approval that came due was due. content-service
 *     decides it, and it never moves
 * @param corrections what readers are told about changes made after publication, oldest first; none is ever taken away
 */
public record ArticleApproved(String articleId, long sequence, int revision, String revisionHash, String slug,
        String section, String headline, @Nullable String standfirst, String body, @Nullable String byline,
        @Nullable Source source, List<String> tags, String language, String approvedBy, Instant approvedAt,
        @Nullable Instant releaseAt, Instant firstReleasedAt, List<Correction> corrections, String entryHash)
        implements
            ArticleEvent {
    public ArticleApproved {
        tags = List.copyOf(tags);
        corrections = List.copyOf(corrections);
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

    /** When it goes live if nothing holds it up. */
    public Instant due() {
        return releaseAt == null ? approvedAt : releaseAt;
    }

    /**
     * A correction that readers are told of, in the editor's words.
     *
     * @param at when the revision that it came with was due
     */
    public record Correction(String note, Instant at) {}

    /**
     * The revision's hash as it follows from the words that the event carries: {@code sha256:<hex>} over the RFC 8785
     * JSON of {@code {headline, standfirst?, body, section, slug, tags, byline?, source{name, url?}?, language}}. Where
     * it isn't {@link #revisionHash}, these are not the words that were approved.
     */
    public String contentHash() {
        return RevisionHash.of(this);
    }
}
