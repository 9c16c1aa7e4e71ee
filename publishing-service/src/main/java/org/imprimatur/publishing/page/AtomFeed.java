package org.imprimatur.publishing.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.imprimatur.publishing.site.Story;

/** Writes feeds as RFC 4287 has them. */
final class AtomFeed {
    static final String CONTENT_TYPE = "application/atom+xml; charset=utf-8";

    private static final String ENTRY_URN = "urn:uuid:";

    private final Masthead masthead;
    private final Excerpts excerpts;

    AtomFeed(Masthead masthead, Excerpts excerpts) {
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
        var out = new StringBuilder(4_096).append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
                .append("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n");
        element(out, "  ", "id", "tag:" + masthead.host() + ",2026:" + path);
        element(out, "  ", "title", title);
        element(out, "  ", "subtitle", masthead.description());
        element(out, "  ", "updated", updated.toString());
        out.append("  <author><name>").append(Xml.escaped(masthead.name())).append("</name></author>\n");
        link(out, "  ", "self", "application/atom+xml", path);
        link(out, "  ", "alternate", "text/html", page);
        stories.forEach(story -> entry(out, story));
        return out.append("</feed>\n").toString();
    }

    private void entry(StringBuilder out, Story story) {
        out.append("  <entry xml:lang=\"").append(Xml.escaped(story.language())).append("\">\n");
        element(out, "    ", "id", ENTRY_URN + uuid(story.articleId()));
        element(out, "    ", "title", story.headline());
        element(out, "    ", "published", story.date().toString());
        element(out, "    ", "updated", story.updated().toString());
        var byline = story.byline();
        if (byline != null && !byline.isBlank()) {
            out.append("    <author><name>").append(Xml.escaped(byline)).append("</name></author>\n");
        }
        link(out, "    ", "alternate", "text/html", story.path());
        out.append("    <category term=\"").append(story.section().slug()).append("\" label=\"")
                .append(Xml.escaped(story.section().title())).append("\"/>\n");
        story.tags().forEach(
                tag -> out.append("    <category term=\"").append(Xml.escaped(tag)).append("\"/>\n"));
        // HTML inside XML: escaped once for each.
        out.append("    <content type=\"html\">").append(Xml.escaped(teaser(story))).append("</content>\n");
        out.append("  </entry>\n");
    }

    private String teaser(Story story) {
        String link = Xml.escaped(masthead.absolute(story.path()));
        return "<p>" + Xml.escaped(excerpts.of(story)) + "</p><p><a href=\"" + link + "\">Read the article</a></p>";
    }

    private void link(StringBuilder out, String indent, String relation, String type, String path) {
        out.append(indent).append("<link rel=\"").append(relation).append("\" type=\"").append(type)
                .append("\" href=\"").append(Xml.escaped(masthead.absolute(path))).append("\"/>\n");
    }

    private static void element(StringBuilder out, String indent, String name, String text) {
        out.append(indent).append('<').append(name).append('>').append(Xml.escaped(text)).append("</").append(name)
                .append(">\n");
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
