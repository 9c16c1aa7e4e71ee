package org.imprimatur.content.article;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.content.log.Entry;
import org.imprimatur.events.ArticleApprovalRevoked;
import org.imprimatur.events.ArticleApproved;
import org.imprimatur.events.ArticleEvent;
import org.imprimatur.events.ArticleRejected;
import org.imprimatur.events.ArticleSubmitted;
import org.imprimatur.events.ArticleTakenDown;
import org.imprimatur.events.ArticleWithdrawn;
import org.jspecify.annotations.Nullable;

/** A decision in the words of others: of the log, and of the events between the services. */
final class DecisionRecords {
    private DecisionRecords() {}

    /** The name under which the log keeps it. */
    static String type(Decision decision) {
        return switch (decision) {
            case Decision.Created ignored -> "created";
            case Decision.Edited ignored -> "edited";
            case Decision.Submitted ignored -> "submitted";
            case Decision.Rejected ignored -> "rejected";
            case Decision.Approved ignored -> "approved";
            case Decision.ApprovalRevoked ignored -> "approval-revoked";
            case Decision.Withdrawn ignored -> "withdrawn";
            case Decision.TakenDown ignored -> "taken-down";
            case Decision.Discarded ignored -> "discarded";
        };
    }

    /** Whether an entry takes an approval back that waited for its time. */
    static boolean revokes(Entry entry) {
        return entry.type().equals("approval-revoked") || Boolean.TRUE.equals(entry.details().get("voidsApproval"));
    }

    /** What the log keeps of it beside the state that it led to. */
    static Map<String, Object> details(Decision decision, Article after) {
        Map<String, Object> details = new LinkedHashMap<>();
        switch (decision) {
            case Decision.Created ignored -> {
            }
            case Decision.Submitted ignored -> {
            }
            case Decision.Edited edited -> {
                details.put("changed", edited.changed());
                details.put("voidsApproval", edited.voidsApproval());
                if (!edited.boundAgain().isEmpty()) {
                    details.put("boundAgain", List.copyOf(edited.boundAgain()));
                }
            }
            case Decision.Approved approved -> {
                details.put("revision", after.revision());
                details.put("revisionHash", after.revisionHash());
                put(details, "releaseAt", approved.releaseAt());
                put(details, "correction", approved.correction());
            }
            case Decision.Rejected rejected -> details.put("reason", rejected.reason());
            case Decision.ApprovalRevoked revoked -> put(details, "reason", revoked.reason());
            case Decision.Withdrawn withdrawn -> details.put("reason", withdrawn.reason());
            case Decision.TakenDown takenDown -> details.put("reason", takenDown.reason());
            case Decision.Discarded discarded -> put(details, "reason", discarded.reason());
        }
        return details;
    }

    /** What the other services are told; null if it is none of their business. */
    static @Nullable ArticleEvent event(Decision decision, @Nullable Article before, Article after, String actor,
            String entryHash) {
        String id = after.id();
        long sequence = after.sequence();
        int revision = after.revision();
        String hash = after.revisionHash();
        String slug = after.content().slug();
        String section = after.content().section();
        return switch (decision) {
            // Drafts stay in the house.
            case Decision.Created ignored -> null;
            case Decision.Discarded ignored -> null;
            // Under embargo the site still holds the words that were approved, and would release them.
            case Decision.Edited edited -> edited.voidsApproval()
                    ? new ArticleApprovalRevoked(id, sequence, revision, hash, slug, section, actor,
                            after.updatedAt(), "The article was edited before its release.", entryHash,
                            waiting(before))
                    : null;
            case Decision.Submitted ignored -> new ArticleSubmitted(id, sequence, revision, hash, slug, section, actor,
                    after.updatedAt(), entryHash);
            case Decision.Rejected rejected -> new ArticleRejected(id, sequence, revision, hash, slug, section, actor,
                    after.updatedAt(), rejected.reason(), entryHash);
            case Decision.Approved ignored -> approval(after, entryHash);
            case Decision.ApprovalRevoked revoked -> new ArticleApprovalRevoked(id, sequence, revision, hash, slug,
                    section, actor, after.updatedAt(), revoked.reason(), entryHash, waiting(before));
            case Decision.Withdrawn withdrawn -> new ArticleWithdrawn(id, sequence, revision, hash, slug, section,
                    actor, after.updatedAt(), withdrawn.reason(), entryHash);
            case Decision.TakenDown takenDown -> new ArticleTakenDown(id, sequence, revision, hash, slug, section,
                    actor, after.updatedAt(), takenDown.reason(), entryHash);
        };
    }

    /** The sequence of the approval that falls. */
    private static @Nullable Long waiting(@Nullable Article before) {
        Approval waiting = before == null ? null : before.approvals().waiting();
        return waiting == null ? null : (Long) waiting.sequence();
    }

    private static ArticleApproved approval(Article after, String entryHash) {
        ArticleContent content = after.content();
        ArticleContent.Source source = content.source();
        Approvals approvals = after.approvals();
        Approval given = Objects.requireNonNull(approvals.newest());
        // An approval at once is out already, and its correction among those that are.
        List<Approvals.Correction> corrections = given.equals(approvals.waiting())
                ? approvals.corrections(given)
                : approvals.corrections();
        return new ArticleApproved(after.id(), after.sequence(), after.revision(), after.revisionHash(),
                content.slug(), content.section(), content.headline(), content.standfirst(), content.body(),
                content.byline(), source == null ? null : new ArticleApproved.Source(source.name(), source.url()),
                content.tags(), content.language(), given.approvedBy(), given.approvedAt(), given.releaseAt(),
                approvals.date(given),
                corrections.stream().map(told -> new ArticleApproved.Correction(told.note(), told.at())).toList(),
                entryHash);
    }

    private static void put(Map<String, Object> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value.toString());
        }
    }
}
