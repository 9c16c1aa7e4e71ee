package org.imprimatur.publishing.page;

import java.util.List;
import org.imprimatur.publishing.site.Address;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Story;

/** Writes maps of the site for search engines (sitemaps.org, protocol 0.9). */
final class Sitemaps {
    static final String CONTENT_TYPE = "application/xml; charset=utf-8";

    private static final String NAMESPACE = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

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
        var out = new StringBuilder(DECLARATION).append("<sitemapindex").append(NAMESPACE);
        for (int number = 1; number <= parts; number++) {
            out.append("  <sitemap><loc>")
                    .append(Xml.escaped(masthead.absolute(new Address.SitemapPart(number).path())))
                    .append("</loc></sitemap>\n");
        }
        return out.append("</sitemapindex>\n").toString();
    }

    /** @param fronts whether the front page and the sections' are listed here too */
    String part(List<Story> stories, boolean fronts) {
        var out = new StringBuilder(DECLARATION).append("<urlset").append(NAMESPACE);
        if (fronts) {
            location(out, new Address.Home().path());
            for (var section : Section.values()) {
                location(out, new Address.SectionFront(section).path());
            }
        }
        for (var story : stories) {
            out.append("  <url><loc>").append(Xml.escaped(masthead.absolute(story.path()))).append("</loc><lastmod>")
                    .append(story.updated()).append("</lastmod></url>\n");
        }
        return out.append("</urlset>\n").toString();
    }

    private void location(StringBuilder out, String path) {
        out.append("  <url><loc>").append(Xml.escaped(masthead.absolute(path))).append("</loc></url>\n");
    }
}
