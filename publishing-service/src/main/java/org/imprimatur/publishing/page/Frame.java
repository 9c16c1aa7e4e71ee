package org.imprimatur.publishing.page;

import org.imprimatur.publishing.site.Section;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a page's content; read by the templates.
 *
 * @param title of the browser's tab
 * @param canonical the page's absolute address; absent on pages that search engines should not keep
 * @param feed the path of the feed that covers this page
 * @param jsonLd structured facts, ready to stand inside a script element
 */
public record Frame(Masthead masthead, Fixtures fixtures, String title, @Nullable String description,
        @Nullable String canonical, String feed, @Nullable Section section, boolean article,
        @Nullable String jsonLd) {
    /** The value of aria-current for a section's link in the navigation; absent means no attribute. */
    public @Nullable String current(Section other) {
        if (other != section) {
            return null;
        }
        return article ? "true" : "page";
    }
}
