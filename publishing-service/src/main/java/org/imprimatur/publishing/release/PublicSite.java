package org.imprimatur.publishing.release;

import java.util.Collection;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.publishing.edition.PathChange;
import org.jspecify.annotations.Nullable;

/** The site as readers of this instance see it. */
public interface PublicSite {
    /**
     * Makes everything ready that showing an edition needs, memory included; readers notice nothing yet, and never will
     * if this fails or the result is dropped. Valid until something else is shown.
     *
     * @param edition what readers see afterwards
     * @param changes what it puts at paths; all other paths stay as they are
     * @param bytes of those pages that readers are likely to ask for; of all others they are fetched when asked for
     */
    Prepared prepare(long edition, Collection<PathChange> changes, Collection<PageBytes> bytes);

    /** Pages that have only to be shown. */
    @FunctionalInterface
    interface Prepared {
        /** Shows them all at once: no reader sees one page of an edition without the rest. Can't fail. */
        void show();
    }

    /** Where bytes come from that aren't at hand. */
    @FunctionalInterface
    interface Source {
        /**
         * The bytes of that page; null if they are nowhere to be had. Takes its time.
         *
         * @throws RuntimeException of the database's driver if it can't be told now
         */
        @Nullable
        PageBytes load(PathChange page);
    }
}
