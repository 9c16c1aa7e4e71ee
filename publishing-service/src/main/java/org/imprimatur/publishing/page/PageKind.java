package org.imprimatur.publishing.page;

import java.util.Collection;
import java.util.List;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/**
 * A kind of page: which addresses it has and what stands at them. Another kind is one more file that implements this,
 * its template, and a line in {@link SitePages}.
 *
 * @param <K> what tells the pages of this kind from each other
 */
interface PageKind<K> {
    /** The absolute path readers ask for, decoded. */
    String path(K key);

    /**
     * The pages that the step may have made others. To name one too many costs a page that comes out as it was; to miss
     * one leaves readers with an old page until something else touches it.
     */
    Collection<K> touchedBy(Step step);

    /** Every page of this kind that the site has. May cost what the site holds. */
    Collection<K> all(SiteState site);

    /** The page; null if the site has none such (any more). */
    @Nullable
    Page set(K key, SiteState site, Bodies bodies);

    /** The stories whose whole text is on the page; the texts of many pages are fetched together. */
    default List<Story> inFull(K key, SiteState site) {
        return List.of();
    }
}
