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
     * The sheets of those pages, by hash. A page that is nowhere to be had is left out: it is that page's misfortune, and
     * no other's.
     *
     * @param site as it was when the pages were printed
     */
    Map<String, Sheet> bytes(Collection<PathChange> pages, SiteState site) {
        var found = new HashMap<>(sheets.load(
                pages.stream().map(PathChange::hash).filter(Objects::nonNull).distinct().toList()));
        var missing = pages.stream().filter(page -> page.hash() != null && !found.containsKey(page.hash())).toList();
        if (!missing.isEmpty()) {
            found.putAll(printedAgain(missing, site));
        }
        return found;
    }

    private Map<String, Sheet> printedAgain(List<PathChange> missing, SiteState site) {
        var again = proofs.again(missing, site);
        sheets.store(again.values());
        if (!again.isEmpty()) {
            LOG.warn("{} pages were lost from the database and {} of them printed again with the same hashes; {} first",
                    missing.size(), again.size(), missing.getFirst().path());
        }
        return again;
    }
}
