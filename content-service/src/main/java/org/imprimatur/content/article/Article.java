package org.imprimatur.content.article;

import java.time.Instant;
import java.util.Set;

/**
 * An article as its log leaves it: the working draft, and what has been decided about its publication. Every decision
 * makes a new one, by {@link Workflow#evolve}.
 *
 * @param sequence the number of decisions so far; the log's last entry bears it
 * @param revision counts the different contents, from 1
 * @param revisionHash {@code sha256:} and hex, over the content as canonical JSON
 * @param boundWriters who wrote a part that no other person has approved since; none of them may approve (four eyes)
 * @param writers everybody who ever wrote a part: a withdrawal binds them all again
 */
public record Article(String id, long sequence, DraftState state, int revision, String revisionHash,
        ArticleContent content, Set<String> boundWriters, Set<String> writers, Approvals approvals, String createdBy,
        Instant createdAt, Instant updatedAt) {

    public Article {
        boundWriters = Names.sorted(boundWriters);
        writers = Names.sorted(writers);
    }

    /** The same at that time, see {@link Approvals#at}. */
    Article at(Instant now) {
        return new Article(id, sequence, state, revision, revisionHash, content, boundWriters, writers,
                approvals.at(now), createdBy, createdAt, updatedAt);
    }

    /** The same without the words, for lists. */
    public Article withoutBody() {
        return with(new ArticleContent(content.headline(), content.standfirst(), "", content.section(),
                content.slug(), content.tags(), content.byline(), content.source(), content.language(),
                content.others()));
    }

    /** The same with this for its content. */
    Article with(ArticleContent other) {
        return new Article(id, sequence, state, revision, revisionHash, other, boundWriters, writers, approvals,
                createdBy, createdAt, updatedAt);
    }

    /** Whether this article keeps the slug from others. */
    boolean holds(String slug) {
        return (content.slug().equals(slug) && state != DraftState.DISCARDED) || approvals.publicSlugs().contains(slug);
    }
}
