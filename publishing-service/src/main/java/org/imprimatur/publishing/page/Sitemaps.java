package org.imprimatur.publishing.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprimatur.publishing.site.Paging;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/**
 * Maps of the site for search engines (sitemaps.org, protocol 0.9). Number 0 holds all addresses while they fit in one,
 * and lists the parts after that; part 1 holds the oldest stories.
 */
final class Sitemaps implements PageKind<Integer> {
    static final String PATH = "/sitemap.xml";

    private static final String CONTENT_TYPE = "application/xml; charset=utf-8";
    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private final Masthead masthead;

    Sitemaps(Layout layout) {
        this.masthead = layout.masthead();
    }

    @Override
    public String path(Integer number) {
        return number == 0 ? PATH : "/sitemap-" + number + ".xml";
    }

    @Override
    public Collection<Integer> touchedBy(Step step) {
        int before = step.from().sitemapParts();
        int after = step.after().sitemapParts();
        if (step.stories().isEmpty()) {
            return List.of();
        }
        var touched = new ArrayList<Integer>();
        if (before != after || after == 0) {
            touched.add(0);
        }
        // A first part comes into the world together with a second one.
        var parts = before == after
                ? Paging.touched(step, null, Paging.SITEMAP_PART)
                : IntStream.concat(Paging.touched(step, null, Paging.SITEMAP_PART),
                        IntStream.rangeClosed(before == 0 ? 1 : Math.min(before, after), Math.max(before, after)));
        parts.filter(number -> number <= Math.max(before, after)).forEach(touched::add);
        return touched;
    }

    @Override
    public Collection<Integer> all(SiteState site) {
        return IntStream.rangeClosed(0, site.sitemapParts()).boxed().toList();
    }

    @Override
    public @Nullable Page set(Integer number, SiteState site) {
        int parts = site.sitemapParts();
        if (number > parts) {
            return null;
        }
        String text = number == 0 && parts > 0
                ? index(parts)
                : part(site.sitemapPart(Math.max(1, number)), number <= 1);
        return new Page(path(number), 200, CONTENT_TYPE, text, null);
    }

    private String index(int parts) {
        return XmlDocument.of("sitemapindex", NAMESPACE, index -> IntStream.rangeClosed(1, parts).forEach(
                part -> index.element("sitemap", sitemap -> sitemap.text("loc", masthead.absolute(path(part))))));
    }

    /** @param fronts whether the front page and the sections' are listed here too */
    private String part(List<Story> stories, boolean fronts) {
        return XmlDocument.of("urlset", NAMESPACE, map -> {
            if (fronts) {
                location(map, "/");
                Stream.of(Section.values()).forEach(section -> location(map, SectionFronts.pathOf(section)));
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
