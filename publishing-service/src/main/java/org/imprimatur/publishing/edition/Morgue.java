package org.imprimatur.publishing.edition;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.publishing.site.SiteState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the bytes of printed pages are looked up. What the database has lost is printed again and stored again, since a
 * page is a pure function of the site and its template version: the hash in the edition tells whether it is the page
 * that readers saw.
 */
final class Morgue {
    private static final Logger LOG = LoggerFactory.getLogger(Morgue.class);

    private final Sheets sheets;
    private final Proofs proofs;

    Morgue(Sheets sheets, Proofs proofs) {
        this.sheets = sheets;
        this.proofs = proofs;
    }

    /**
     * The sheets of all those pages, by hash.
     *
     * @param site as it was when the pages were printed
     * @throws LostPagesException if a page is nowhere to be had
     */
    Map<String, Sheet> bytes(Collection<PathChange> pages, SiteState site) {
        var found = new HashMap<>(sheets.load(
                pages.stream().map(PathChange::hash).filter(Objects::nonNull).distinct().toList()));
        var missing = missing(pages, found);
        if (!missing.isEmpty()) {
            var again = proofs.again(missing, site);
            found.putAll(again);
            var lost = missing(missing, found);
            if (!lost.isEmpty()) {
                throw new LostPagesException(lost);
            }
            sheets.store(again.values());
            LOG.warn("{} pages were lost from the database; printed again with the same hashes, {} first",
                    missing.size(), missing.getFirst().path());
        }
        return found;
    }

    private static List<PathChange> missing(Collection<PathChange> pages, Map<String, Sheet> found) {
        return pages.stream().filter(page -> page.hash() != null && !found.containsKey(page.hash())).toList();
    }
}
