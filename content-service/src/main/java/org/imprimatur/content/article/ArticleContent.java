package org.imprimatur.content.article;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words and facts that readers will see. Two equal contents are the same revision, whoever wrote them.
 *
 * @param standfirst the sentence under the headline
 * @param body Markdown; may be empty until the article is submitted
 * @param slug the last part of the public address
 * @param language BCP 47
 * @param others what a newer build put there and this one doesn't know; it belongs to the words like the rest
 */
public record ArticleContent(String headline, @Nullable String standfirst, String body, String section, String slug,
        List<String> tags, @Nullable String byline, @Nullable Source source, String language,
        Map<String, Object> others) {
    /** The members that this build knows, in the order in which they are declared. */
    static final List<String> NAMES = List.of("headline", "standfirst", "body", "section", "slug", "tags", "byline",
            "source", "language");
    public ArticleContent {
        tags = List.copyOf(tags);
        others = others == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** Content without anything that this build doesn't know. */
    ArticleContent(String headline, @Nullable String standfirst, String body, String section, String slug,
            List<String> tags, @Nullable String byline, @Nullable Source source, String language) {
        this(headline, standfirst, body, section, slug, tags, byline, source, language, Map.of());
    }

    /**
     * Where the story was taken from.
     *
     * @param url http or https; a source may be known by its name alone
     */
    public record Source(String name, @Nullable String url) {
        private Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("name", name);
            putIfPresent(members, "url", url);
            return members;
        }
    }

    /** The same under another address. */
    ArticleContent withSlug(String other) {
        return new ArticleContent(headline, standfirst, body, section, other, tags, byline, source, language, others);
    }

    /** The same with these members that this build doesn't know. */
    ArticleContent withOthers(Map<String, Object> unknown) {
        return new ArticleContent(headline, standfirst, body, section, slug, tags, byline, source, language, unknown);
    }

    /** The content as plain maps and lists, absent fields left out: what a revision's hash is taken over. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("headline", headline);
        putIfPresent(members, "standfirst", standfirst);
        members.put("body", body);
        members.put("section", section);
        members.put("slug", slug);
        members.put("tags", tags);
        putIfPresent(members, "byline", byline);
        putIfPresent(members, "source", source == null ? null : source.members());
        members.put("language", language);
        others.forEach(members::putIfAbsent);
        return members;
    }

    /** The names of the fields in which {@code other} differs, in the order in which they are declared. */
    List<String> differencesFrom(ArticleContent other) {
        Map<String, Object> before = other.members();
        Map<String, Object> after = members();
        List<String> names = new ArrayList<>(NAMES);
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names;
    }

    private static void putIfPresent(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
