package org.imprimatur.publishing.page;

import org.imprimatur.publishing.site.Section;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a page's content; read by the templates.
 *
 * @param heading what the page is about; the publication's name on its front
 * @param canonical the page's absolute address; absent on pages that search engines should not keep
 * @param feed the path of the feed that covers this page
 * @param jsonLd structured facts, ready to stand inside a script element
 */
public record Frame(Masthead masthead, Fixtures fixtures, String heading, @Nullable String description,
        @Nullable String canonical, String feed, @Nullable Section section, boolean article,
        @Nullable String jsonLd) {
    /** The browser tab's title. */
    public String title() {
        return heading.equals(masthead.name()) ? heading : Direction.isolated(heading) + " – " + masthead.name();
    }

    /** Tells whether this is the front page, where the publication's name is the heading. */
    public boolean front() {
        return !article && heading.equals(masthead.name());
    }

    /** The value of aria-current for a section's link in the navigation; absent means no attribute. */
    public @Nullable String current(Section other) {
        if (other != section) {
            return null;
        }
        return article ? "true" : "page";
    }
}
