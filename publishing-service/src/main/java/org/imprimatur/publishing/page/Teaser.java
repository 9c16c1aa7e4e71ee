package org.imprimatur.publishing.page;

import org.imprimatur.publishing.site.Section;
import org.jspecify.annotations.Nullable;

/**
 * A story as it stands in a list; read by the templates.
 *
 * @param link where the headline of a recommendation leads: to what is recommended. Others lead to the story itself
 */
public record Teaser(String path, String headline, String excerpt, String language, Section section, Day day,
        @Nullable String byline, @Nullable String source, @Nullable String link) {
    /** Where the headline leads. */
    public String destination() {
        return link == null ? path : link;
    }

    /** Which way its text runs: the value of {@code dir}. */
    public String direction() {
        return Direction.of(language);
    }
}
