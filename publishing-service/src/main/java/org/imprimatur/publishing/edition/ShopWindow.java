package org.imprimatur.publishing.edition;

import java.util.Collection;

/** Where readers look. */
public interface ShopWindow {
    /**
     * Makes everything ready that showing these pages needs, memory included; readers notice nothing yet, and never will
     * if this fails or the result is dropped. Valid until something else is shown.
     *
     * @param removed paths at which nothing stands any more
     */
    Ready prepare(Collection<PublicPage> pages, Collection<String> removed);

    /** Prepares the pages and shows them. */
    default void show(Collection<PublicPage> pages, Collection<String> removed) {
        prepare(pages, removed).show();
    }

    /** Pages that have only to be shown. */
    @FunctionalInterface
    interface Ready {
        /** Shows them all at once: no reader sees one page of an edition without the rest. Can't fail. */
        void show();
    }
}
