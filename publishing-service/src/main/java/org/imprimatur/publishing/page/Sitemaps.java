package org.imprimatur.publishing.page;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.imprimatur.publishing.site.PagedStories;
import org.imprimatur.publishing.site.PagedStories.PageNumber;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/**
 * Maps of the site for search engines (sitemaps.org, protocol 0.9). The first of all holds every address while they fit
 * in one, and lists the parts after that. Parts are small, since each release writes the newest one anew.
 */
final class Sitemaps implements PageKind<PageNumber> {
    static final String PATH = "/sitemap.xml";

    private static final PageNumber WHOLE = new PageNumber(0, 0);
    private static final PageNumber FIRST = new PageNumber(1, 0);
    private static final String CONTENT_TYPE = "application/xml; charset=utf-8";
    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private final Masthead masthead;

    Sitemaps(Layout layout) {
        this.masthead = layout.masthead();
    }

    @Override
    public String path(PageNumber part) {
        return part.equals(WHOLE)
                ? PATH
                : "/sitemap-" + part.number() + (part.part() == 0 ? "" : "-" + (part.part() + 1)) + ".xml";
    }

    @Override
    public Collection<PageNumber> touchedBy(Step step) {
        var before = step.from().all();
        var after = step.after().all();
        var touched = new LinkedHashSet<>(step.pages(null));
        if (!before.open().equals(after.open())) {
            touched.add(after.newestPage() == null ? WHOLE : after.nextPage());
        }
        if (before.count() != after.count()) {
            touched.add(WHOLE);
        }
        return touched;
    }

    @Override
    public Collection<PageNumber> all(SiteState site) {
        return Stream.concat(Stream.of(WHOLE), parts(site.all())).toList();
    }

    @Override
    public @Nullable Page set(PageNumber part, SiteState site, Bodies bodies) {
        var stories = site.all();
        boolean cut = stories.newestPage() != null;
        String text;
        if (part.equals(WHOLE)) {
            text = cut ? index(stories) : part(stories.open(), true);
        } else if (cut && part.equals(stories.nextPage())) {
            text = part(stories.open(), false);
        } else if (stories.has(part)) {
            text = part(stories.page(part), part.equals(FIRST));
        } else {
            return null;
        }
        return new Page(path(part), 200, CONTENT_TYPE, text, null);
    }

    /** Every part, oldest stories first; none while all fit in the whole. */
    private static Stream<PageNumber> parts(PagedStories stories) {
        return stories.newestPage() == null
                ? Stream.empty()
                : Stream.concat(stories.pages().stream(), Stream.of(stories.nextPage()));
    }

    private String index(PagedStories stories) {
        return XmlDocument.of("sitemapindex", NAMESPACE, index -> parts(stories).forEach(
                part -> index.element("sitemap", sitemap -> sitemap.text("loc", masthead.absolute(path(part))))));
    }

    /**
     * @param stories newest first
     * @param fronts whether the front page, the sections' and the corrections' are listed here too
     */
    private String part(List<Story> stories, boolean fronts) {
        return XmlDocument.of("urlset", NAMESPACE, map -> {
            if (fronts) {
                location(map, "/");
                Stream.of(Section.values()).forEach(section -> location(map, SectionFronts.pathOf(section)));
                location(map, CorrectionPages.PATH);
            }
            stories.reversed().forEach(story -> map.element("url", url -> {
                url.text("loc", masthead.absolute(story.path()));
                url.text("lastmod", story.updated().toString());
            }));
        });
    }

    private void location(XmlDocument map, String path) {
        map.element("url", url -> url.text("loc", masthead.absolute(path)));
    }
}
