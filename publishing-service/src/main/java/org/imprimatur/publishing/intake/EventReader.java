package org.imprimatur.publishing.intake;

import org.imprimatur.events.ArticleApprovalRevoked;
import org.imprimatur.events.ArticleApproved;
import org.imprimatur.events.ArticleEvent;
import org.imprimatur.events.ArticleRejected;
import org.imprimatur.events.ArticleSubmitted;
import org.imprimatur.events.ArticleTakenDown;
import org.imprimatur.events.ArticleWithdrawn;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.ContractViolationException;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.ReleaseEvent;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.Story;
import org.imprimatur.starter.intake.Incoming;

/** Reads records as the site's decisions. Types and fields it doesn't know are none of its business. */
final class EventReader {
    private static final int REASON = 500;

    private final EventCodec codec;

    EventReader(EventCodec codec) {
        this.codec = codec;
    }

    Reading read(Incoming record) {
        String type = record.header(CloudEventHeaders.TYPE);
        byte[] value = record.value();
        if (type == null) {
            return new Reading.Poison(record, "no " + CloudEventHeaders.TYPE + " header");
        }
        if (value == null) {
            return new Reading.Poison(record, "no value");
        }
        try {
            return codec.decode(type, value).<Reading>map(event -> switch (event) {
                case ArticleEvent article -> read(record, article);
                case ReleaseEvent _ -> new Reading.Ignored();
            }).orElseGet(Reading.Ignored::new);
        } catch (ContractViolationException | IllegalArgumentException violation) {
            // The contract leaves open which sections and addresses there are; the site's own types don't.
            String reason = String.valueOf(violation.getMessage());
            return new Reading.Poison(record, reason.substring(0, Math.min(REASON, reason.length())));
        }
    }

    private static Reading read(Incoming record, ArticleEvent event) {
        return switch (event) {
            // What comes before an approval is the newsroom's alone.
            case ArticleSubmitted _,ArticleRejected _ -> new Reading.Ignored();
            case ArticleApproved approved ->
                new Reading.Understood(record, new ArticleChange.Approved(story(approved)));
            case ArticleApprovalRevoked revoked -> new Reading.Understood(record, new ArticleChange.ApprovalRevoked(
                    revoked.articleId(), revoked.sequence(), revoked.revokedBy()));
            case ArticleWithdrawn withdrawn -> new Reading.Understood(record, new ArticleChange.Withdrawn(
                    withdrawn.articleId(), withdrawn.sequence(), withdrawn.revision(), withdrawn.withdrawnBy(),
                    withdrawn.withdrawnAt()));
            case ArticleTakenDown takenDown -> new Reading.Understood(record, new ArticleChange.TakenDown(
                    takenDown.articleId(), takenDown.sequence(), takenDown.revision(), takenDown.takenDownBy(),
                    takenDown.takenDownAt()));
        };
    }

    private static Story story(ArticleApproved event) {
        var section = Section.ofSlug(event.section())
                .orElseThrow(() -> new IllegalArgumentException("no such section: " + event.section()));
        var source = event.source() == null ? null : new Story.Source(event.source().name(), event.source().url());
        var correction = event.corrections().isEmpty() ? null : event.corrections().getLast().note();
        return new Story(event.articleId(), event.sequence(), event.revision(), event.revisionHash(), section,
                event.slug(), event.headline(), event.standfirst(), event.body(), event.byline(), source,
                event.tags(), event.language(), event.approvedBy(), event.approvedAt(), event.releaseAt(),
                event.firstReleasedAt(), correction);
    }
}
