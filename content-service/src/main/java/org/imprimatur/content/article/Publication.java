package org.imprimatur.content.article;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the public sees of an article, as far as content-service knows: the newsroom's decision and the site's report,
 * whichever is further on. A withdrawal counts from its decision; a release only once the site has reported it.
 *
 * @param edition the edition that brought the page, or removed it
 * @param latencyMs from the time it was due (its approval, or its {@code releaseAt}) to its release
 * @param failure why the site could not carry out the last decision
 */
record Publication(State state, @Nullable String path, @Nullable Integer revision, @Nullable Long edition,
        @Nullable String pageHash, @Nullable Instant releaseAt, @Nullable Instant releasedAt, @Nullable Long latencyMs,
        @Nullable String failure) {

    /** What a reader who asks for the article's address meets. */
    enum State {
        UNPUBLISHED, SCHEDULED, LIVE, WITHDRAWN, TAKEN_DOWN
    }

    static Publication of(Article article, Release release) {
        boolean live = !article.takenDown() && release.live() && release.sequence() > article.withdrawnWith();
        Approval approval = article.approval();
        boolean waiting = approval != null && !article.takenDown()
                && (!live || approval.sequence() > release.sequence());
        Instant releaseAt = waiting && approval != null ? approval.releaseAt() : null;
        Long edition = release.edition() == 0 ? null : (Long) release.edition();
        if (live) {
            return new Publication(State.LIVE, release.path(), release.revision(), edition, release.pageHash(),
                    releaseAt, release.releasedAt(), latency(approval, release), release.failure());
        }
        return new Publication(stateWithoutPage(article, waiting), release.path(), null, edition, null, releaseAt, null,
                null, release.failure());
    }

    private static State stateWithoutPage(Article article, boolean waiting) {
        if (article.takenDown()) {
            return State.TAKEN_DOWN;
        }
        if (waiting) {
            return State.SCHEDULED;
        }
        return article.withdrawnWith() > 0 ? State.WITHDRAWN : State.UNPUBLISHED;
    }

    private static @Nullable Long latency(@Nullable Approval approval, Release release) {
        boolean same = approval != null && approval.sequence() == release.sequence();
        Instant due = same && approval != null ? approval.due() : release.approvedAt();
        return due == null || release.releasedAt() == null
                ? null
                : (Long) Duration.between(due, release.releasedAt()).toMillis();
    }
}
