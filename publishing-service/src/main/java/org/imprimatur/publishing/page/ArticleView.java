package org.imprimatur.publishing.page;

import java.util.List;
import org.imprimatur.publishing.markdown.Markdown;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/**
 * An article page; read by the templates.
 *
 * @param standfirst absent where the editors wrote none
 * @param byline as it is written, piece by piece; empty where there is none
 * @param body sanitized HTML
 * @param updated the day of the last correction, where there is one
 * @param corrections oldest first
 */
public record ArticleView(String headline, @Nullable String standfirst, List<Credit> byline, String language,
        Section section, Day day, @Nullable Day updated, List<Correction> corrections, String body,
        Story.@Nullable Source source, List<TagLink> tags) {
    /**
     * A piece of the byline.
     *
     * @param path of the page of whom it names; absent for what stands between names
     */
    public record Credit(String text, @Nullable String path) {}

    /** Which way its text runs: the value of {@code dir}. */
    public String direction() {
        return Direction.of(language);
    }

    /** What readers are told about a change, and when it was made. */
    public record Correction(Day day, String note) {}

    /** A tag and its page. */
    public record TagLink(String label, String path) {}

    /** A source whose address no link may lead to is named without one. */
    public ArticleView {
        if (source != null && source.url() != null && !Markdown.isExternal(source.url())) {
            source = new Story.Source(source.name(), null);
        }
    }
}
