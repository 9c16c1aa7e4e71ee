package org.imprimatur.publishing.serving;

import org.imprimatur.publishing.search.StorySearcher;
import org.jspecify.annotations.Nullable;

/**
 * All that readers see at one moment, swapped by one write for each edition: who has it in hand sees one edition,
 * whatever is released meanwhile. What else shows the site's state to readers belongs in here.
 *
 * @param edition the newest in it
 * @param searcher finds the stories of that edition; null while there is none
 */
record Shown(long edition, PathTable<Answer> pages, @Nullable StorySearcher searcher) {
    static final Shown NOTHING = new Shown(0, PathTable.empty(), null);

    @Nullable
    Answer at(String path) {
        return pages.get(path);
    }
}
