package org.imprimatur.publishing.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.publishing.page.AtomFeeds.Feed;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/** The newest stories as RFC 4287 has them: of the whole site, and of each section. */
final class AtomFeeds implements PageKind<Feed> {
    /** @param section absent for the whole site's */
    record Feed(@Nullable Section section) {}

    private static final String CONTENT_TYPE = "application/atom+xml; charset=utf-8";
    private static final String ENTRY_URN = "urn:uuid:";

    private final Layout layout;
    private final Masthead masthead;

    AtomFeeds(Layout layout) {
        this.layout = layout;
        this.masthead = layout.masthead();
    }

    /** Where the feed of a section stands, or the whole site's. */
    static String pathOf(@Nullable Section section) {
        return (section == null ? "/" : SectionFronts.pathOf(section)) + "feed.atom";
    }

    @Override
    public String path(Feed feed) {
        return pathOf(feed.section());
    }

    @Override
    public Collection<Feed> touchedBy(Step step) {
        var feeds = new ArrayList<>(List.of(new Feed(null)));
        step.sections().forEach(section -> feeds.add(new Feed(section)));
        feeds.removeIf(feed -> step.from().feed(feed.section()).equals(step.after().feed(feed.section())));
        return feeds;
    }

    @Override
    public Collection<Feed> all(SiteState site) {
        var feeds = new ArrayList<>(List.of(new Feed(null)));
        for (var section : Section.values()) {
            feeds.add(new Feed(section));
        }
        return feeds;
    }

    @Override
    public Page set(Feed feed, SiteState site, Bodies bodies) {
        var section = feed.section();
        String text = section == null
                ? write(masthead.name(), path(feed), "/", site.feed(null))
                : write(masthead.name() + ": " + section.title(), path(feed), SectionFronts.pathOf(section),
                        site.feed(section));
        return new Page(path(feed), 200, CONTENT_TYPE, text, null);
    }

    /**
     * @param path the feed's own
     * @param page the path of the page that lists the same stories
     */
    private String write(String title, String path, String page, List<Story> stories) {
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
        return layout.fill("entry.jte",
                Map.of("excerpt", story.excerpt(), "link", masthead.absolute(story.path())));
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
