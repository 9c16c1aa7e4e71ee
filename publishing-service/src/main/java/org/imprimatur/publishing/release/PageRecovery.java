package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.publishing.archive.PageArchive;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.publishing.site.SiteState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the bytes of rendered pages are looked up. What the database has lost is rendered again and stored again, since a
 * page is a pure function of the site and its template version: the hash in the edition tells whether it is the page
 * that readers saw.
 */
final class PageRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(PageRecovery.class);

    private final PageArchive archive;
    private final PageRenderer renderer;

    PageRecovery(PageArchive archive, PageRenderer renderer) {
        this.archive = archive;
        this.renderer = renderer;
    }

    /**
     * The bytes of those pages, by hash. A page that is nowhere to be had is left out: it is that page's misfortune, and
     * no other's.
     *
     * @param site as it was when the pages were rendered
     */
    Map<String, PageBytes> bytes(Collection<PathChange> pages, SiteState site) {
        var found = new HashMap<>(archive.load(
                pages.stream().map(PathChange::hash).filter(Objects::nonNull).distinct().toList()));
        var missing = pages.stream().filter(page -> page.hash() != null && !found.containsKey(page.hash())).toList();
        if (!missing.isEmpty()) {
            found.putAll(renderedAgain(missing, site));
        }
        return found;
    }

    private Map<String, PageBytes> renderedAgain(List<PathChange> missing, SiteState site) {
        var again = renderer.again(missing, site);
        archive.store(again.values());
        if (!again.isEmpty()) {
            LOG.warn(
                    "{} pages were lost from the database and {} of them rendered again with the same hashes; {} first",
                    missing.size(), again.size(), missing.getFirst().path());
        }
        return again;
    }
}
