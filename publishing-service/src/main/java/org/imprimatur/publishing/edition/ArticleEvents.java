package org.imprimatur.publishing.edition;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.imprimatur.events.ArticleApprovalRevoked;
import org.imprimatur.events.ArticleApproved;
import org.imprimatur.events.ArticleEvent;
import org.imprimatur.events.ArticleRejected;
import org.imprimatur.events.ArticleSubmitted;
import org.imprimatur.events.ArticleTakenDown;
import org.imprimatur.events.ArticleWithdrawn;
import org.imprimatur.events.Event;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.ReleaseEvent;
import org.imprimatur.publishing.page.Excerpts;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SignedEvent;
import org.imprimatur.publishing.site.Story;

/** Reads article events as the site's decisions: when they arrive, and again whenever an edition is read. */
public final class ArticleEvents {
    private final EventCodec codec;
    private final Excerpts excerpts = new Excerpts();

    public ArticleEvents(EventCodec codec) {
        this.codec = codec;
    }

    /**
     * The decision that the event tells of; nothing if it is none of the site's business.
     *
     * @throws org.imprimatur.events.ContractViolationException if it isn't what its type says
     * @throws IllegalArgumentException if the site has no place for it: no such section, no such address
     */
    public Optional<ArticleChange.Decision> read(SignedEvent event) {
        return codec.decode(event.type(), event.value().getBytes(StandardCharsets.UTF_8))
                .flatMap(decoded -> read(decoded, event));
    }

    /**
     * The approval that the event tells of, its excerpt being known from when the event was read before.
     *
     * @throws RuntimeException as {@link #read}, and if it is no approval
     */
    public ArticleChange.Approved approved(SignedEvent event, String excerpt) {
        return codec.decode(event.type(), event.value().getBytes(StandardCharsets.UTF_8))
                .filter(ArticleApproved.class::isInstance).map(ArticleApproved.class::cast)
                .map(approved -> approved(approved, excerpt, event))
                .orElseThrow(() -> new IllegalStateException("No approval: " + event.type()));
    }

    /** The same as {@link #read(SignedEvent)} for an event whose value was decoded before. */
    public Optional<ArticleChange.Decision> read(Event decoded, SignedEvent event) {
        return switch (decoded) {
            case ArticleEvent article -> read(article, event);
            case ReleaseEvent _ -> Optional.empty();
        };
    }

    private Optional<ArticleChange.Decision> read(ArticleEvent event, SignedEvent signed) {
        return Optional.ofNullable(switch (event) {
            // What comes before an approval is the newsroom's alone.
            case ArticleSubmitted _,ArticleRejected _ -> null;
            case ArticleApproved approved -> approved(approved,
                    excerpts.of(approved.standfirst(), approved.body()), signed);
            case ArticleApprovalRevoked revoked -> new ArticleChange.ApprovalRevoked(revoked.articleId(),
                    revoked.sequence(), revoked.approval() == null ? 0 : revoked.approval(), revoked.revokedBy(),
                    revoked.entryHash(), signed);
            case ArticleWithdrawn withdrawn -> new ArticleChange.Withdrawn(withdrawn.articleId(),
                    withdrawn.sequence(), path(withdrawn), withdrawn.withdrawnBy(), withdrawn.withdrawnAt(),
                    withdrawn.entryHash(), signed);
            case ArticleTakenDown takenDown -> new ArticleChange.TakenDown(takenDown.articleId(),
                    takenDown.sequence(), path(takenDown), takenDown.takenDownBy(), takenDown.takenDownAt(),
                    takenDown.entryHash(), signed);
        });
    }

    /** Not held to the sections there are: an article is taken off the site wherever the newsroom believes it stands. */
    private static String path(ArticleEvent event) {
        return "/" + event.section() + "/" + event.slug();
    }

    private static ArticleChange.Approved approved(ArticleApproved event, String excerpt, SignedEvent signed) {
        var section = Section.ofSlug(event.section())
                .orElseThrow(() -> new IllegalArgumentException("no such section: " + event.section()));
        var source = event.source() == null ? null : new Story.Source(event.source().name(), event.source().url());
        var corrections = event.corrections().stream()
                .map(correction -> new Story.Correction(correction.note(), correction.at())).toList();
        var story = new Story(event.articleId(), event.sequence(), event.revision(), event.revisionHash(), section,
                event.slug(), event.headline(), event.standfirst(), excerpt, event.byline(), source,
                event.tags(), event.language(), event.approvedBy(), event.approvedAt(), event.releaseAt(),
                event.firstReleasedAt(), corrections, event.entryHash());
        return new ArticleChange.Approved(story, event.body(), signed);
    }
}
