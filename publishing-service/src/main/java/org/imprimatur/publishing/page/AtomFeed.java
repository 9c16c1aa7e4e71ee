package org.imprimatur.publishing.page;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.publishing.site.Story;

/** Writes feeds as RFC 4287 has them. */
final class AtomFeed {
    static final String CONTENT_TYPE = "application/atom+xml; charset=utf-8";

    private static final String ENTRY_URN = "urn:uuid:";

    private final TemplateEngine engine;
    private final Masthead masthead;
    private final Excerpts excerpts;

    /** @param engine fills the HTML in the feed */
    AtomFeed(Masthead masthead, Excerpts excerpts, TemplateEngine engine) {
        this.engine = engine;
        this.masthead = masthead;
        this.excerpts = excerpts;
    }

    /**
     * @param path the feed's own
     * @param page the path of the page that lists the same stories
     */
    String write(String title, String path, String page, List<Story> stories) {
        // A feed must say when it changed last; one without stories never did.
        var updated = stories.stream().map(Story::updated).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        return XmlDocument.of("feed", "http://www.w3.org/2005/Atom", feed -> {
            feed.text("id", "tag:" + masthead.host() + ",2026:" + path);
            feed.text("title", title);
            feed.text("subtitle", masthead.description());
            feed.text("updated", updated.toString());
            feed.element("author", author -> author.text("name", masthead.name()));
            link(feed, "self", "application/atom+xml", path);
            link(feed, "alternate", "text/html", page);
            stories.forEach(story -> feed.element("entry", entry -> write(story, entry), "xml:lang",
                    story.language()));
        }, "xml:lang", "en");
    }

    private void write(Story story, XmlDocument entry) {
        entry.text("id", ENTRY_URN + uuid(story.articleId()));
        entry.text("title", story.headline());
        entry.text("published", story.date().toString());
        entry.text("updated", story.updated().toString());
        var byline = story.byline();
        if (byline != null && !byline.isBlank()) {
            entry.element("author", author -> author.text("name", byline));
        }
        link(entry, "alternate", "text/html", story.path());
        entry.empty("category", "term", story.section().slug(), "label", story.section().title());
        story.tags().forEach(tag -> entry.empty("category", "term", tag));
        entry.text("content", teaser(story), "type", "html");
    }

    private String teaser(Story story) {
        var html = new StringOutput();
        engine.render("entry.jte",
                Map.of("excerpt", excerpts.of(story), "link", masthead.absolute(story.path())), html);
        return html.toString();
    }

    private void link(XmlDocument inside, String relation, String type, String path) {
        inside.empty("link", "rel", relation, "type", type, "href", masthead.absolute(path));
    }

    /** The article's own id where it is a UUID, else one that always follows from it. */
    private static String uuid(String articleId) {
        try {
            return UUID.fromString(articleId).toString();
        } catch (IllegalArgumentException other) {
            return UUID.nameUUIDFromBytes(articleId.getBytes(StandardCharsets.UTF_8)).toString();
        }
    }
}
