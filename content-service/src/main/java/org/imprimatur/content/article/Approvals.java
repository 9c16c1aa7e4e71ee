package org.imprimatur.content.article;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an article may be public, and what the approvals that came due have left behind. Time alone moves an approval
 * from {@code waiting} to {@code out}: from that moment it counts as public, whatever the site has reported, so each
 * look at this begins with {@link #at}.
 *
 * @param waiting an approval whose time has not come; it can still be revoked
 * @param out the newest approval that came due; null if there is none since the last withdrawal
 * @param withdrawnWith the sequence of the last withdrawal; 0 if never withdrawn
 * @param takenDownWith the sequence of the takedown, which is for ever; 0 if not taken down
 * @param firstDueAt the story's date: when the first approval that came due was due. It never moves
 * @param corrections what readers have been told, the oldest first; none is ever taken away
 * @param publicSlugs addresses that the public may have seen; they stay this article's own
 */
record Approvals(@Nullable Approval waiting, @Nullable Approval out, long withdrawnWith, long takenDownWith,
        @Nullable Instant firstDueAt, List<Correction> corrections, Set<String> publicSlugs) {

    /** Before any approval. */
    static final Approvals NONE = new Approvals(null, null, 0, 0, null, List.of(), Set.of());

    Approvals {
        corrections = List.copyOf(corrections);
        publicSlugs = Names.sorted(publicSlugs);
    }

    /**
     * A correction that readers were told of.
     *
     * @param at when the revision that it came with was due
     */
    record Correction(String note, Instant at) {}

    /** The same at that time: an approval that waited until then is out. */
    Approvals at(Instant now) {
        if (waiting == null || now.isBefore(waiting.due())) {
            return this;
        }
        return new Approvals(null, waiting, withdrawnWith, takenDownWith, date(waiting), corrections(waiting),
                Names.with(publicSlugs, waiting.slug()));
    }

    /** A new approval; it replaces what is out once it is due itself. */
    Approvals with(Approval approval) {
        return new Approvals(approval, out, withdrawnWith, takenDownWith, firstDueAt, corrections, publicSlugs);
    }

    /** The approval that waited is taken back; what was out before stays out. */
    Approvals withoutWaiting() {
        return new Approvals(null, out, withdrawnWith, takenDownWith, firstDueAt, corrections, publicSlugs);
    }

    /** Nothing may be public until another approval. */
    Approvals withdrawn(long sequence) {
        return new Approvals(null, null, sequence, takenDownWith, firstDueAt, corrections, publicSlugs);
    }

    /** Nothing may be public ever again. */
    Approvals takenDown(long sequence) {
        return new Approvals(null, null, withdrawnWith, sequence, firstDueAt, corrections, publicSlugs);
    }

    /** The last approval given of those that stand. */
    @Nullable
    Approval newest() {
        return waiting == null ? out : waiting;
    }

    /** The date that the story bears if this approval goes out. */
    Instant date(Approval approval) {
        return firstDueAt == null ? approval.due() : firstDueAt;
    }

    /** The corrections that readers see if this approval, which is not out yet, goes out. */
    List<Correction> corrections(Approval approval) {
        if (approval.correction() == null) {
            return corrections;
        }
        List<Correction> more = new ArrayList<>(corrections);
        more.add(new Correction(approval.correction(), approval.due()));
        return more;
    }
}
