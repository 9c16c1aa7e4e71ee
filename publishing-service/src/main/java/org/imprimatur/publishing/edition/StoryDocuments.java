package org.imprimatur.publishing.edition;

import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/**
 * Stories as MongoDB keeps them. Times are text: a BSON date drops what is below the millisecond, and the page would
 * not be the same again.
 */
final class StoryDocuments {
    private StoryDocuments() {}

    static Document write(Story story) {
        var document = new Document("articleId", story.articleId()).append("sequence", story.sequence())
                .append("revision", story.revision()).append("revisionHash", story.revisionHash())
                .append("section", story.section().slug()).append("slug", story.slug())
                .append("headline", story.headline()).append("standfirst", story.standfirst())
                .append("body", story.body()).append("byline", story.byline())
                .append("tags", story.tags()).append("language", story.language())
                .append("approvedBy", story.approvedBy()).append("approvedAt", story.approvedAt().toString())
                .append("releaseAt", text(story.releaseAt())).append("firstReleasedAt", text(story.firstReleasedAt()))
                .append("correction", story.correction());
        var source = story.source();
        if (source != null) {
            document.append("source", new Document("name", source.name()).append("url", source.url()));
        }
        return document;
    }

    static Story read(Document document) {
        var source = document.get("source", Document.class);
        return new Story(document.getString("articleId"), document.getLong("sequence"), document.getLong("revision"),
                document.getString("revisionHash"), Section.ofSlug(document.getString("section")).orElseThrow(),
                document.getString("slug"), document.getString("headline"), document.getString("standfirst"),
                document.getString("body"), document.getString("byline"),
                source == null ? null : new Story.Source(source.getString("name"), source.getString("url")),
                document.getList("tags", String.class, List.of()), document.getString("language"),
                document.getString("approvedBy"), Instant.parse(document.getString("approvedAt")),
                instant(document.getString("releaseAt")), instant(document.getString("firstReleasedAt")),
                document.getString("correction"));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
