package org.imprimatur.publishing.search;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.publishing.page.SearchView.Words;
import org.jspecify.annotations.Nullable;

/**
 * What a search came to.
 *
 * @param total how many stories have what was asked for, and what was chosen
 * @param stories those of the page that was asked for
 * @param counts by facet and value, as if nothing had been chosen of that facet
 * @param instead what may have been meant, where nothing was found
 */
record Findings(int total, List<Hit> stories, Map<Facet, Map<String, Integer>> counts, @Nullable String instead) {
    /**
     * A story that was found.
     *
     * @param words around what was asked for, or its excerpt
     */
    record Hit(String path, String headline, String language, String section, Instant date, @Nullable String source,
            List<Words> words) {}

    static final Findings NONE = new Findings(0, List.of(), new EnumMap<>(Facet.class), null);
}
