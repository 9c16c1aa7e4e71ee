package org.imprimatur.publishing.edition;

import java.util.Collection;

/** Where readers look. */
public interface ShopWindow {
    /**
     * Shows the pages and takes the others away, all at once: no reader sees one page of an edition without the rest.
     */
    void show(Collection<PublicPage> pages, Collection<String> removed);
}
