package org.imprimatur.publishing.page;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.publishing.markdown.Loss;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story;

/**
 * The pages of the site, by their kinds. A page is a pure function of the site's state, the masthead and
 * {@link #TEMPLATE_VERSION}: the same three give the same bytes on any machine, in any locale and time zone, today and
 * in ten years. Safe for use by several threads.
 */
public final class SitePages {
    /** Names this look of the site in every edition. Raise it when a change here changes any page's bytes. */
    public static final String TEMPLATE_VERSION = "5";

    private final Layout layout;
    private final ArticlePages articles;
    private final List<PageKind<?>> kinds;

    public SitePages(Masthead masthead) {
        layout = new Layout(masthead);
        articles = new ArticlePages(layout);
        kinds = List.of(
                articles,
                new HomePage(layout),
                new SectionFronts(layout),
                new ArchivePages(layout),
                new TagPages(layout),
                new AuthorPages(layout),
                new CorrectionPages(layout),
                new AtomFeeds(layout),
                new Sitemaps(layout),
                new FixedPages(layout));
    }

    /** Every address whose page the step may have changed; setting the pages shows which really did. */
    public Set<Address> touchedBy(Step step) {
        return gathered(kinds.stream().flatMap(kind -> touchedBy(kind, step)));
    }

    /** Every address at which something stands. Costs what the site holds; the empty site's are on every other, too. */
    public Set<Address> all(SiteState site) {
        return gathered(kinds.stream().flatMap(kind -> all(kind, site)));
    }

    /**
     * A story's own page, as it will be once the story is live.
     *
     * @param body Markdown
     */
    public Page story(Story story, String body) {
        return articles.story(story, body);
    }

    /**
     * What of a story's text isn't on its page, or not as it was written.
     *
     * @param body Markdown
     */
    public List<Loss> losses(String body) {
        return layout.markdown().render(body).losses();
    }

    /** A page that says why there is no other; no edition holds it. */
    public Page refusal(int status, String heading, String text) {
        return layout.notice(String.valueOf(status), status, heading, text, null);
    }

    /** What a search came to; no edition holds it, and search engines needn't keep it. */
    public String search(SearchView view) {
        return layout.search(view);
    }

    private static <K> Stream<Address> touchedBy(PageKind<K> kind, Step step) {
        return Address.of(kind, kind.touchedBy(step));
    }

    private static <K> Stream<Address> all(PageKind<K> kind, SiteState site) {
        return Address.of(kind, kind.all(site));
    }

    private static Set<Address> gathered(Stream<Address> addresses) {
        return addresses.collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
