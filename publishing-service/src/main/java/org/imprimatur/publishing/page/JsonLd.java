package org.imprimatur.publishing.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imprimatur.publishing.site.Author;
import org.imprimatur.publishing.site.Story;
import org.imprimatur.tlog.json.CanonicalJson;

/** Structured facts about a story for search engines: schema.org's NewsArticle. */
final class JsonLd {
    private JsonLd() {}

    /** JSON that can stand inside a script element: no {@code <} is in it that could end the element early. */
    static String newsArticle(Story story, Masthead masthead) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("@context", "https://schema.org");
        facts.put("@type", "NewsArticle");
        facts.put("headline", story.headline());
        facts.put("description", story.excerpt());
        facts.put("datePublished", story.date().toString());
        facts.put("dateModified", story.updated().toString());
        facts.put("inLanguage", story.language());
        facts.put("articleSection", story.section().title());
        facts.put("mainEntityOfPage", masthead.absolute(story.path()));
        facts.put("publisher", Map.of("@type", "NewsMediaOrganization", "name", masthead.name(), "url",
                masthead.absolute("/")));
        if (!story.tags().isEmpty()) {
            facts.put("keywords", story.tags());
        }
        facts.put("author", author(story, masthead));
        var source = story.source();
        if (source != null) {
            var credit = new LinkedHashMap<String, Object>(Map.of("@type", "Organization", "name", source.name()));
            if (source.url() != null) {
                credit.put("url", source.url());
            }
            facts.put("sourceOrganization", credit);
        }
        if (!story.corrections().isEmpty()) {
            facts.put("correction", story.corrections().stream().map(one -> Map.of("@type", "CorrectionComment",
                    "text", one.note(), "datePublished", one.at().toString())).toList());
        }
        // Canonical, since a map's own order could differ from one JVM to the next, and with it the page's hash.
        return CanonicalJson.text(facts).replace("<", "\\u003c");
    }

    /** Each of those whom the byline names; the newsroom where it names nobody. */
    private static Object author(Story story, Masthead masthead) {
        var byline = story.byline();
        if (byline == null || byline.isBlank()) {
            return Map.of("@type", "Organization", "name", masthead.name());
        }
        var named = new ArrayList<Map<String, String>>();
        for (var part : Author.parts(byline, story.language())) {
            if (part.author() != null) {
                named.add(Map.of("@type", "Person", "name", part.text().strip(), "url",
                        masthead.absolute(part.author().path())));
            }
        }
        return switch (named.size()) {
            case 0 -> Map.of("@type", "Person", "name", byline);
            case 1 -> named.getFirst();
            default -> named;
        };
    }
}
