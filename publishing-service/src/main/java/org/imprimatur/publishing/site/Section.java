package org.imprimatur.publishing.site;

import java.util.Optional;
import java.util.stream.Stream;

/** The five sections of the newsroom, in the order of the navigation. */
public enum Section {
    IP_NEWS("ip-news", "IP News"), ALERTS("alerts", "Alerts"), ARTICLES("articles", "Articles"), CASES("cases",
            "Cases"),
    LINKS("links", "Links");

    private final String slug;
    private final String title;

    Section(String slug, String title) {
        this.slug = slug;
        this.title = title;
    }

    /** The section's segment in addresses and events. */
    public String slug() {
        return slug;
    }

    /** The section's name as readers see it. */
    public String title() {
        return title;
    }

    /** The section of that slug, or nothing if the newsroom has none such. */
    public static Optional<Section> ofSlug(String slug) {
        return Stream.of(values()).filter(section -> section.slug.equals(slug)).findFirst();
    }
}
