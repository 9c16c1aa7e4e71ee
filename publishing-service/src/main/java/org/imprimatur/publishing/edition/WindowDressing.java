package org.imprimatur.publishing.edition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the whole site into the window at start, a few hundred pages at a time. */
final class WindowDressing {
    private static final Logger LOG = LoggerFactory.getLogger(WindowDressing.class);
    private static final int AT_ONCE = 500;

    private final Sheets sheets;
    private final ShopWindow window;

    WindowDressing(Sheets sheets, ShopWindow window) {
        this.sheets = sheets;
        this.window = window;
    }

    void dress(Collection<PathChange> places) {
        var all = List.copyOf(places);
        var pages = new ArrayList<PublicPage>(all.size());
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            var bytes = sheets.load(some.stream().map(PathChange::hash).distinct().toList());
            for (var place : some) {
                var sheet = bytes.get(place.hash());
                if (sheet == null) {
                    LOG.error("The bytes of {} are missing from the database: {}", place.path(), place.hash());
                } else {
                    pages.add(new PublicPage(place.path(), place.status(), place.location(), sheet));
                }
            }
        }
        window.show(pages, List.of());
    }
}
