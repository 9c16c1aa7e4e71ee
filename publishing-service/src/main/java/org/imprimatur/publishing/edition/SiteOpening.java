package org.imprimatur.publishing.edition;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an instance from nothing to the newest edition: the projection as far as it goes, the editions after that, and
 * then all pages at once. Safe to repeat when it broke off half way: nothing is shown before everything is there.
 */
final class SiteOpening {
    private static final Logger LOG = LoggerFactory.getLogger(SiteOpening.class);
    private static final int EDITIONS_AT_ONCE = 100;
    private static final int PAGES_AT_ONCE = 500;

    private final EditionLog log;
    private final SiteProjection projection;
    private final Morgue morgue;

    SiteOpening(EditionLog log, SiteProjection projection, Morgue morgue) {
        this.log = log;
        this.projection = projection;
        this.morgue = morgue;
    }

    /** @throws LostPagesException if a page's bytes are nowhere to be had; then readers still see nothing */
    void open(ShownSite site) {
        projection.articles(site.state()::restore);
        projection.places(site::place);
        long from = projection.edition();
        if (from > 0) {
            site.stand(log.find(from).orElseThrow());
        }
        for (var editions = next(site); !editions.isEmpty(); editions = next(site)) {
            for (var edition : editions) {
                site.state().apply(edition.causes());
                site.stand(edition);
                projection.shown(edition);
            }
        }
        site.showAll(pages(site));
        LOG.info("Site loaded: {} paths, edition {}, {} replayed", site.placed().size(), site.number(),
                site.number() - from);
    }

    private List<Edition> next(ShownSite site) {
        return log.after(site.number(), EDITIONS_AT_ONCE);
    }

    private List<PublicPage> pages(ShownSite site) {
        var places = List.copyOf(site.placed().values());
        var pages = new ArrayList<PublicPage>(places.size());
        for (int from = 0; from < places.size(); from += PAGES_AT_ONCE) {
            var some = places.subList(from, Math.min(places.size(), from + PAGES_AT_ONCE));
            pages.addAll(ShownSite.pages(some, morgue.bytes(some, site.state())));
        }
        return pages;
    }
}
