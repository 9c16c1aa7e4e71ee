package org.imprimatur.content.article;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An article as its log leaves it: the working draft, and what has been decided about its publication. Every decision
 * makes a new one, by {@link Workflow#evolve}.
 *
 * @param sequence the number of decisions so far; the log's last entry bears it
 * @param revision counts the different contents, from 1
 * @param revisionHash {@code sha256:} and hex, over the content as canonical JSON
 * @param touchedBy who created or edited since the last approval; none of them may approve (four eyes)
 * @param approval the last one that stands; null if there is none
 * @param withdrawnWith the sequence of the last withdrawal: no earlier approval can be live; 0 if never withdrawn
 * @param takenDown for ever
 * @param approvedSlugs addresses that the public may have seen; they stay this article's own
 */
public record Article(String id, long sequence, DraftState state, int revision, String revisionHash,
        ArticleContent content, Set<String> touchedBy, @Nullable Approval approval, long withdrawnWith,
        boolean takenDown, Set<String> approvedSlugs, String createdBy, Instant createdAt, Instant updatedAt) {
    public Article {
        touchedBy = Names.sorted(touchedBy);
        approvedSlugs = Names.sorted(approvedSlugs);
    }

    /** The same without the words, for lists. */
    public Article withoutBody() {
        ArticleContent bare = new ArticleContent(content.headline(), content.standfirst(), "", content.section(),
                content.slug(), content.tags(), content.byline(), content.source(), content.language());
        return new Article(id, sequence, state, revision, revisionHash, bare, touchedBy, approval, withdrawnWith,
                takenDown, approvedSlugs, createdBy, createdAt, updatedAt);
    }

    /** Whether this article may keep the slug from others. */
    boolean holds(String slug) {
        return content.slug().equals(slug) || approvedSlugs.contains(slug);
    }

    /** Whether an approval waits for its time, or has just been given. */
    boolean isApprovalWaiting(Instant now) {
        return state == DraftState.APPROVED && approval != null && now.isBefore(approval.due());
    }
}
