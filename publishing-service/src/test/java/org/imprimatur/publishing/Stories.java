package org.imprimatur.publishing;

import java.time.Instant;
import java.util.List;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.imprimatur.publishing.site.ArticleChange.TakenDown;
import org.imprimatur.publishing.site.ArticleChange.Withdrawn;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/** Stories for tests, told by what matters in them. */
public final class Stories {
    public static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    /** Half an emoji, as some program cut it off: its contract lets it pass, and no page can hold it. */
    public static final String UNPRINTABLE = "Half an emoji \ud83d";

    private Stories() {}

    public static Story story(String id, long sequence, Section section, String slug, Instant approvedAt) {
        return story(id, sequence, section, slug, approvedAt, "A patent pool for batteries opens.", List.of("patents"));
    }

    public static Story story(String id, long sequence, Section section, String slug, Instant approvedAt, String body,
            List<String> tags) {
        return new Story(id, sequence, sequence, "sha256:" + "0".repeat(64), section, slug, "Headline of " + slug, null,
                body, null, null, tags, "en", "edith", approvedAt, null, null, null);
    }

    public static Story scheduled(Story story, Instant releaseAt) {
        return new Story(story.articleId(), story.sequence(), story.revision(), story.revisionHash(), story.section(),
                story.slug(), story.headline(), story.standfirst(), story.body(), story.byline(), story.source(),
                story.tags(), story.language(), story.approvedBy(), story.approvedAt(), releaseAt, null, null);
    }

    public static Story sourced(Story story, String headline, @Nullable String standfirst, String source,
            @Nullable String url) {
        return new Story(story.articleId(), story.sequence(), story.revision(), story.revisionHash(), story.section(),
                story.slug(), headline, standfirst, story.body(), story.byline(), new Story.Source(source, url),
                story.tags(), story.language(), story.approvedBy(), story.approvedAt(), null, null, null);
    }

    public static Story headed(Story story, String headline) {
        return new Story(story.articleId(), story.sequence(), story.revision(), story.revisionHash(), story.section(),
                story.slug(), headline, story.standfirst(), story.body(), story.byline(), story.source(),
                story.tags(), story.language(), story.approvedBy(), story.approvedAt(), null, null, null);
    }

    public static ArticleChange approved(String id, long sequence, Section section, String slug) {
        return new Approved(story(id, sequence, section, slug, NOON.plusSeconds(sequence)));
    }

    public static ArticleChange withdrawn(String id, long sequence) {
        return new Withdrawn(id, sequence, 1, "edith", NOON.plusSeconds(sequence));
    }

    public static ArticleChange takenDown(String id, long sequence) {
        return new TakenDown(id, sequence, 1, "lena", NOON.plusSeconds(sequence));
    }
}
