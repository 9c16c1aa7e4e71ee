package org.imprimatur.publishing.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.jspecify.annotations.Nullable;

/** The pages that hold no story and change with the look alone. */
final class FixedPages implements PageKind<String> {
    private final Map<String, Page> pages = new LinkedHashMap<>();

    FixedPages(Layout layout) {
        var all = new ArrayList<>(layout.fixtures().pages());
        all.add(new Page("/robots.txt", 200, "text/plain; charset=utf-8",
                "User-agent: *\nDisallow: /consent/\n\nSitemap: " + layout.masthead().absolute(Sitemaps.PATH) + "\n",
                null));
        all.add(layout.notice(Page.NOT_FOUND, 404, "There is no page at this address",
                "It may have been mistyped, or the page may have had another address once.", null));
        all.forEach(page -> pages.put(page.path(), page));
    }

    @Override
    public String path(String path) {
        return path;
    }

    @Override
    public Collection<String> touchedBy(Step step) {
        return List.of();
    }

    @Override
    public Collection<String> all(SiteState site) {
        return pages.keySet();
    }

    @Override
    public @Nullable Page set(String path, SiteState site, Bodies bodies) {
        return pages.get(path);
    }
}
