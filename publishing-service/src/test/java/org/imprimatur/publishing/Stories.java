package org.imprimatur.publishing;

import org.imprimatur.publishing.edition.ArticleEvents;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.imprimatur.events.ArticleApprovalRevoked;
import org.imprimatur.events.ArticleApproved;
import org.imprimatur.events.ArticleEvent;
import org.imprimatur.events.ArticleTakenDown;
import org.imprimatur.events.ArticleWithdrawn;
import org.imprimatur.events.EventCodec;
import org.imprimatur.publishing.page.Excerpts;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.ArticleChange.ApprovalRevoked;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.imprimatur.publishing.site.ArticleChange.TakenDown;
import org.imprimatur.publishing.site.ArticleChange.Withdrawn;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SignedEvent;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/** Stories for tests, told by what matters in them. */
public final class Stories {
    public static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    /** A headline of which tests' own looks of the site can't make a page. */
    public static final String UNRENDERABLE = "Unprintable";

    public static final String HASH = "sha256:" + "0".repeat(64);

    private static final EventCodec CODEC = new EventCodec();
    private static final Excerpts EXCERPTS = new Excerpts();
    private static final ArticleEvents EVENTS = new ArticleEvents(CODEC);
    private static final SignedEvent NONE = new SignedEvent("none", "none", "", "", null);

    private Stories() {}

    /** A story with its text. */
    public record Words(Story story, String body) {
        public String articleId() {
            return story.articleId();
        }

        private Words with(UnaryOperator<Story> other) {
            return new Words(other.apply(story), body);
        }
    }

    public static Words story(String id, long sequence, Section section, String slug, Instant approvedAt) {
        return story(id, sequence, section, slug, approvedAt, "A patent pool for batteries opens.", List.of("patents"));
    }

    public static Words story(String id, long sequence, Section section, String slug, Instant approvedAt, String body,
            List<String> tags) {
        return new Words(new Story(id, sequence, sequence, HASH, section, slug, "Headline of " + slug, null,
                EXCERPTS.of(null, body), null, null, tags, "en", "edith", approvedAt, null, approvedAt, List.of(),
                HASH),
                body);
    }

    /** The same, to be released then; its date is {@code firstReleasedAt}. */
    public static Words scheduled(Words words, Instant releaseAt, Instant firstReleasedAt) {
        return words.with(story -> new Story(story.articleId(), story.sequence(), story.revision(),
                story.revisionHash(), story.section(), story.slug(), story.headline(), story.standfirst(),
                story.excerpt(), story.byline(), story.source(), story.tags(), story.language(), story.approvedBy(),
                story.approvedAt(), releaseAt, firstReleasedAt, story.corrections(), story.entryHash()));
    }

    public static Words sourced(Words words, String headline, @Nullable String standfirst, String source,
            @Nullable String url) {
        return words.with(story -> new Story(story.articleId(), story.sequence(), story.revision(),
                story.revisionHash(), story.section(), story.slug(), headline, standfirst,
                EXCERPTS.of(standfirst, words.body()), story.byline(), new Story.Source(source, url), story.tags(),
                story.language(), story.approvedBy(), story.approvedAt(), story.releaseAt(), story.firstReleasedAt(),
                story.corrections(), story.entryHash()));
    }

    /** In another language. */
    public static Words spoken(Words words, String language) {
        return words.with(story -> new Story(story.articleId(), story.sequence(), story.revision(),
                story.revisionHash(), story.section(), story.slug(), story.headline(), story.standfirst(),
                story.excerpt(), story.byline(), story.source(), story.tags(), language, story.approvedBy(),
                story.approvedAt(), story.releaseAt(), story.firstReleasedAt(), story.corrections(),
                story.entryHash()));
    }

    public static Words headed(Words words, String headline) {
        return words.with(story -> new Story(story.articleId(), story.sequence(), story.revision(),
                story.revisionHash(), story.section(), story.slug(), headline, story.standfirst(), story.excerpt(),
                story.byline(), story.source(), story.tags(), story.language(), story.approvedBy(),
                story.approvedAt(), story.releaseAt(), story.firstReleasedAt(), story.corrections(),
                story.entryHash()));
    }

    public static Words signedBy(Words words, @Nullable String byline) {
        return words.with(story -> new Story(story.articleId(), story.sequence(), story.revision(),
                story.revisionHash(), story.section(), story.slug(), story.headline(), story.standfirst(),
                story.excerpt(), byline, story.source(), story.tags(), story.language(), story.approvedBy(),
                story.approvedAt(), story.releaseAt(), story.firstReleasedAt(), story.corrections(),
                story.entryHash()));
    }

    /** With a correction, as a later revision brings it. */
    public static Words corrected(Words words, String note, Instant at) {
        var corrections = new ArrayList<>(words.story().corrections());
        corrections.add(new Story.Correction(note, at));
        return words.with(story -> new Story(story.articleId(), story.sequence(), story.revision(),
                story.revisionHash(), story.section(), story.slug(), story.headline(), story.standfirst(),
                story.excerpt(), story.byline(), story.source(), story.tags(), story.language(), story.approvedBy(),
                story.approvedAt(), story.releaseAt(), story.firstReleasedAt(), corrections, story.entryHash()));
    }

    public static ArticleChange.Decision approved(String id, long sequence, Section section, String slug) {
        return approved(story(id, sequence, section, slug, NOON.plusSeconds(sequence)));
    }

    public static ArticleChange.Decision approved(Words words) {
        return new Approved(words.story(), words.body(), NONE);
    }

    /** Taken back is the newest approval. */
    public static ArticleChange.Decision revoked(String id, long sequence) {
        return revoked(id, sequence, 0);
    }

    /** Taken back is the approval of that sequence. */
    public static ArticleChange.Decision revoked(String id, long sequence, long approval) {
        return new ApprovalRevoked(id, sequence, approval, "edith", HASH, NONE);
    }

    public static ArticleChange.Decision withdrawn(String id, long sequence) {
        return withdrawn(id, sequence, NOON.plusSeconds(sequence));
    }

    public static ArticleChange.Decision withdrawn(String id, long sequence, Instant at) {
        return new Withdrawn(id, sequence, "/cases/" + id, "edith", at, HASH, NONE);
    }

    public static ArticleChange.Decision takenDown(String id, long sequence) {
        return takenDown(id, sequence, NOON.plusSeconds(sequence));
    }

    public static ArticleChange.Decision takenDown(String id, long sequence, Instant at) {
        return new TakenDown(id, sequence, "/cases/" + id, "lena", at, HASH, NONE);
    }

    /** The same change as the event that tells of it is read: with the event itself, word for word. */
    public static ArticleChange signed(ArticleChange change, @Nullable String traceParent) {
        if (!(change instanceof ArticleChange.Decision decision)) {
            return change;
        }
        var event = event(decision);
        String json = new String(CODEC.encode(event), StandardCharsets.UTF_8);
        return EVENTS.read(new SignedEvent(change.articleId() + "-" + change.sequence(), CODEC.type(event), json,
                "newsroom AAAA", traceParent)).orElseThrow();
    }

    private static ArticleEvent event(ArticleChange.Decision decision) {
        String id = decision.articleId();
        long sequence = decision.sequence();
        return switch (decision) {
            case Approved(var story, var body, _) ->
                new ArticleApproved(id, sequence, Math.toIntExact(story.revision()),
                        story.revisionHash(), story.slug(), story.section().slug(),
                        story.headline(), story.standfirst(), body, story.byline(),
                        story.source() == null
                                ? null
                                : new ArticleApproved.Source(story.source().name(), story.source().url()),
                        story.tags(), story.language(), story.approvedBy(), story.approvedAt(), story.releaseAt(),
                        story.firstReleasedAt(), story.corrections().stream()
                                .map(one -> new ArticleApproved.Correction(one.note(), one.at())).toList(),
                        story.entryHash());
            case ApprovalRevoked revoked -> new ArticleApprovalRevoked(id, sequence, 1, HASH, "slug", "cases",
                    revoked.actor(), NOON, null, HASH, revoked.approval() == 0 ? null : (Long) revoked.approval());
            case Withdrawn withdrawn -> new ArticleWithdrawn(id, sequence, 1, HASH, id, "cases", withdrawn.actor(),
                    withdrawn.at(), "outdated", HASH);
            case TakenDown takenDown -> new ArticleTakenDown(id, sequence, 1, HASH, id, "cases", takenDown.actor(),
                    takenDown.at(), "court order", HASH);
        };
    }
}
