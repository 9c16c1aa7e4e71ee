package org.imprimatur.publishing.page;

import java.util.List;
import org.imprimatur.publishing.site.Address;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Story;

/** Writes maps of the site for search engines (sitemaps.org, protocol 0.9). */
final class Sitemaps {
    static final String CONTENT_TYPE = "application/xml; charset=utf-8";

    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private final Masthead masthead;

    Sitemaps(Masthead masthead) {
        this.masthead = masthead;
    }

    /** Everything while the site is small; the list of the parts once it isn't. */
    String whole(SiteState site) {
        int parts = site.sitemapParts();
        if (parts == 0) {
            return part(site.sitemapPart(1), true);
        }
        return XmlDocument.of("sitemapindex", NAMESPACE, index -> {
            for (int number = 1; number <= parts; number++) {
                var part = new Address.SitemapPart(number);
                index.element("sitemap", sitemap -> sitemap.text("loc", masthead.absolute(part.path())));
            }
        });
    }

    /** @param fronts whether the front page and the sections' are listed here too */
    String part(List<Story> stories, boolean fronts) {
        return XmlDocument.of("urlset", NAMESPACE, map -> {
            if (fronts) {
                location(map, new Address.Home().path());
                for (var section : Section.values()) {
                    location(map, new Address.SectionFront(section).path());
                }
            }
            stories.forEach(story -> map.element("url", url -> {
                url.text("loc", masthead.absolute(story.path()));
                url.text("lastmod", story.updated().toString());
            }));
        });
    }

    private void location(XmlDocument map, String path) {
        map.element("url", url -> url.text("loc", masthead.absolute(path)));
    }
}
