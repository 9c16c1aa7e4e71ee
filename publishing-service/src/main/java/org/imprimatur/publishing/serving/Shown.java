package org.imprimatur.publishing.serving;

import org.jspecify.annotations.Nullable;

/**
 * All that readers see at one moment, swapped by one write for each edition: who has it in hand sees one edition,
 * whatever is released meanwhile. What else shows the site's state to readers belongs in here.
 *
 * @param edition the newest in it
 */
record Shown(long edition, PathTable<Answer> pages) {
    static final Shown NOTHING = new Shown(0, PathTable.empty());

    @Nullable
    Answer at(String path) {
        return pages.get(path);
    }
}
