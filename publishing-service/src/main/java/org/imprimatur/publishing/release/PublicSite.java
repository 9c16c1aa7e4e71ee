package org.imprimatur.publishing.release;

import java.util.Collection;
import org.imprimatur.publishing.archive.PageBytes;
import org.jspecify.annotations.Nullable;

/** The site as readers of this instance see it. */
public interface PublicSite {
    /**
     * A path's answer: status, target of a redirect, and the bytes.
     *
     * @param bytes absent where they are lost: readers of this path are asked to come back, all others notice nothing
     */
    record Page(String path, int status, @Nullable String location, @Nullable PageBytes bytes) {}

    /**
     * Makes everything ready that showing these pages needs, memory included; readers notice nothing yet, and never will
     * if this fails or the result is dropped. Valid until something else is shown.
     *
     * @param removed paths at which nothing stands any more
     */
    Prepared prepare(Collection<Page> pages, Collection<String> removed);

    /** Prepares the pages and shows them. */
    default void show(Collection<Page> pages, Collection<String> removed) {
        prepare(pages, removed).show();
    }

    /** Pages that have only to be shown. */
    @FunctionalInterface
    interface Prepared {
        /** Shows them all at once: no reader sees one page of an edition without the rest. Can't fail. */
        void show();
    }
}
