package org.imprimatur.consent.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Notices that are to be published together. A draft never changes: whoever wants other words makes another one.
 *
 * @param base number of the publication, 0 for none, that the draft was made against; after another one it is stale
 * @param notices whole, as they will be shown
 * @param approvedBy null until somebody else than its maker has approved it
 */
record NoticeDraft(UUID id, long base, NoticeChange change, String reason, List<Notice> notices, String by, Instant at,
        @Nullable String approvedBy, @Nullable Instant approvedAt) {
    NoticeDraft {
        notices = List.copyOf(notices);
    }

    String jurisdiction() {
        return notices.getFirst().jurisdiction();
    }

    String policyVersion() {
        return notices.getFirst().policyVersion();
    }

    /** What is approved: a hash over the hashes of all notices in it. */
    String hash() {
        return Hash.sha256(notices.stream().map(Notice::hash).sorted().collect(Collectors.joining("\n"))
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII)).labelled();
    }
}
