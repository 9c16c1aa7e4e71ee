package org.imprimatur.content.article;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the public sees of an article, as the site last reported it, and what is on its way there. Nothing is called
 * done before the site has said so.
 *
 * @param underWay what has been decided and is not reported yet
 * @param status what the article's address answers: 200, 410 or 451; absent before any report
 * @param edition the edition that brought the page, or removed it
 * @param releaseAt when the approval that stands is to go live, if it was given a time
 * @param latencyMs from the time it was due (its approval, or its {@code releaseAt}) to its release
 * @param failure why the site could not carry out the last decision
 */
record Publication(State state, @Nullable UnderWay underWay, @Nullable Integer status, @Nullable String path,
        @Nullable Integer revision, @Nullable Long edition, @Nullable String pageHash, @Nullable Instant releaseAt,
        @Nullable Instant releasedAt, @Nullable Long latencyMs, @Nullable String failure) {

    /** What a reader who asks for the article's address meets; nothing until the time given, if it is scheduled. */
    enum State {
        UNPUBLISHED, SCHEDULED, LIVE, WITHDRAWN, TAKEN_DOWN
    }

    /** What the site has still to do. */
    enum UnderWay {
        RELEASE, REVOCATION, WITHDRAWAL, TAKE_DOWN
    }

    static Publication of(Article article, Release release, Instant now) {
        Approvals approvals = article.approvals().at(now);
        Approval newest = approvals.newest();
        Instant releaseAt = newest == null || newest.sequence() <= release.sequence() ? null : newest.releaseAt();
        State state = state(release, releaseAt);
        Integer status = release.status() == 0 ? null : (Integer) release.status();
        Long edition = release.edition() == 0 ? null : (Long) release.edition();
        UnderWay underWay = underWay(approvals, release);
        if (state != State.LIVE) {
            return new Publication(state, underWay, status, release.path(), null, edition, null, releaseAt, null, null,
                    release.failure());
        }
        return new Publication(state, underWay, status, release.path(), release.revision(), edition,
                release.pageHash(), releaseAt, release.releasedAt(), latency(approvals, release), release.failure());
    }

    /** The same while it isn't certain that a revocation reached the site in time. */
    Publication revoking() {
        return new Publication(state, UnderWay.REVOCATION, status, path, revision, edition, pageHash, releaseAt,
                releasedAt, latencyMs, failure);
    }

    private static State state(Release release, @Nullable Instant releaseAt) {
        if (release.live()) {
            return State.LIVE;
        }
        if (releaseAt != null) {
            return State.SCHEDULED;
        }
        return switch (release.status()) {
            case 410 -> State.WITHDRAWN;
            case 451 -> State.TAKEN_DOWN;
            default -> State.UNPUBLISHED;
        };
    }

    private static @Nullable UnderWay underWay(Approvals approvals, Release release) {
        long reported = release.sequence();
        Approval out = approvals.out();
        if (reported < approvals.takenDownWith()) {
            return UnderWay.TAKE_DOWN;
        }
        if (out != null && reported < out.sequence()) {
            return UnderWay.RELEASE;
        }
        return reported < approvals.withdrawnWith() ? UnderWay.WITHDRAWAL : null;
    }

    /** Of the release that stands; of one that is being replaced or removed it isn't known any more when it was due. */
    private static @Nullable Long latency(Approvals approvals, Release release) {
        Approval out = approvals.out();
        return out == null || out.sequence() != release.sequence() || release.releasedAt() == null
                ? null
                : (Long) Duration.between(out.due(), release.releasedAt()).toMillis();
    }
}
