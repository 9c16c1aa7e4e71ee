package org.imprimatur.publishing.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.publishing.site.Address;
import org.imprimatur.publishing.site.Occupant;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Story;
import org.imprimatur.publishing.site.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Sets pages: a pure function of the site's state, the masthead and {@link #TEMPLATE_VERSION}. The same three give the
 * same bytes on any machine, in any locale and time zone, today and in ten years. Safe for use by several threads.
 */
public final class Typesetter {
    /** Names this look of the site in every edition. Raise it when a change here changes any page's bytes. */
    public static final String TEMPLATE_VERSION = "3";

    private static final String TEMPLATES = "org.imprimatur.publishing.templates";
    private static final int DESCRIPTION = 200;

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);
    private final Markdown markdown = new Markdown();
    private final Excerpts excerpts = new Excerpts(markdown);
    private final Fixtures fixtures = new Fixtures();
    private final Masthead masthead;
    private final AtomFeed feeds;
    private final Sitemaps sitemaps;

    public Typesetter(Masthead masthead) {
        this.masthead = masthead;
        this.feeds = new AtomFeed(masthead, excerpts, engine);
        this.sitemaps = new Sitemaps(masthead);
    }

    /** The page at that address; null if there is none (any more). */
    public @Nullable Page set(Address address, SiteState site) {
        return switch (address) {
            case Address.Home home -> home(home, site);
            case Address.SectionFront(var section) -> front(section, site);
            case Address.Archive(var section, var number) -> archive(section, number, site);
            case Address.Article(var path) -> article(path, site);
            case Address.Tagged(var tag) -> tagged(tag, site);
            case Address.Feed feed -> xml(feed.path(), AtomFeed.CONTENT_TYPE,
                    feeds.write(masthead.name(), feed.path(), "/", site.feed(null)));
            case Address.SectionFeed feed -> xml(feed.path(), AtomFeed.CONTENT_TYPE,
                    feeds.write(masthead.name() + ": " + feed.section().title(), feed.path(),
                            new Address.SectionFront(feed.section()).path(), site.feed(feed.section())));
            case Address.Sitemap map -> xml(map.path(), Sitemaps.CONTENT_TYPE, sitemaps.whole(site));
            case Address.SitemapPart part -> part.number() > site.sitemapParts()
                    ? null
                    : xml(part.path(), Sitemaps.CONTENT_TYPE,
                            sitemaps.part(site.sitemapPart(part.number()), part.number() == 1));
        };
    }

    /** The pages that hold no story and change with the look alone. */
    public List<Page> fixtures() {
        var pages = new ArrayList<>(fixtures.pages());
        pages.add(new Page("/robots.txt", 200, "text/plain; charset=utf-8",
                "User-agent: *\nDisallow: /consent/\n\nSitemap: " + masthead.absolute("/sitemap.xml") + "\n", null));
        pages.add(notice(Page.NOT_FOUND, 404, "There is no page at this address",
                "It may have been mistyped, or the page may have had another address once.", null));
        return pages;
    }

    /** A page that says why there is no other; no edition holds it. */
    public Page refusal(int status, String heading, String text) {
        return notice(String.valueOf(status), status, heading, text, null);
    }

    /** A story's own page, as it will be once the story is live. */
    public Page story(Story story) {
        Characters.requireWhole(story.body());
        Characters.requireWhole(Objects.requireNonNullElse(story.standfirst(), ""));
        String excerpt = excerpts.of(story);
        var frame = new Frame(masthead, fixtures, story.headline(),
                Excerpts.cut(excerpt, DESCRIPTION), masthead.absolute(story.path()),
                new Address.SectionFeed(story.section()).path(), story.section(), true,
                JsonLd.newsArticle(story, masthead, excerpt));
        var tags = story.tags().stream().flatMap(label -> Tag.of(label).stream()
                .map(tag -> new ArticleView.TagLink(label, Paths.encoded(tag.path())))).toList();
        var view = new ArticleView(story.headline(), blankToNull(story.standfirst()), blankToNull(story.byline()),
                story.language(), story.section(), Day.of(story.date()),
                story.updated().isAfter(story.date()) ? Day.of(story.updated()) : null,
                story.corrections().stream().map(one -> new ArticleView.Correction(Day.of(one.at()), one.note()))
                        .toList(),
                markdown.toHtml(story.body()), story.source(), tags);
        return Page.html(story.path(), 200, fill("article.jte", Map.of("frame", frame, "article", view)));
    }

    private @Nullable Page article(String path, SiteState site) {
        return site.at(path).map(occupant -> switch (occupant) {
            case Occupant.Shown(var story) -> story(story);
            case Occupant.MovedTo(var target) -> moved(path, target);
            case Occupant.WasWithdrawn _ -> notice(path, 410,
                    "This article has been withdrawn",
                    "The editors have taken it off the site.", sectionOf(path));
            case Occupant.WasTakenDown _ -> notice(path, 451,
                    "This article is not available for legal reasons",
                    "It has been removed from the site and will not come back.", sectionOf(path));
        }).orElse(null);
    }

    private Page moved(String path, String target) {
        String link = Paths.encoded(target);
        var page = notice(path, 301, "This article has moved", "It can be read at its new address.", link,
                "Go to the article", null);
        return new Page(path, 301, page.contentType(), page.text(), link);
    }

    private Page home(Address.Home home, SiteState site) {
        var frame = new Frame(masthead, fixtures, masthead.name(), masthead.description(), masthead.absolute("/"),
                "/feed.atom", null, false, null);
        return list(home.path(), frame,
                new StoryList("Latest", null, true, true, teasers(site.home()), null, null));
    }

    private Page front(Section section, SiteState site) {
        var path = new Address.SectionFront(section).path();
        int pages = site.archivePages(section);
        return list(path, frame(section.title(), path, section), new StoryList(section.title(), null, true, false,
                teasers(site.front(section)), null, pages == 0 ? null : new Address.Archive(section, pages).path()));
    }

    private @Nullable Page archive(Section section, int number, SiteState site) {
        int pages = site.archivePages(section);
        if (number > pages) {
            return null;
        }
        var path = new Address.Archive(section, number).path();
        // Only the newest page's link to its newer neighbour ever changes, once, when that neighbour comes to be.
        var newer = number == pages
                ? new Address.SectionFront(section).path()
                : new Address.Archive(section, number + 1).path();
        var older = number == 1 ? null : new Address.Archive(section, number - 1).path();
        return list(path, frame(section.title() + ", archive page " + number, path, section),
                new StoryList(section.title(), "Archive, page " + number, false, false,
                        teasers(site.archive(section, number)), newer, older));
    }

    private @Nullable Page tagged(Tag tag, SiteState site) {
        var stories = site.tagged(tag);
        if (stories.isEmpty()) {
            return null;
        }
        String heading = tag.slug().replace('-', ' ');
        return list(tag.path(), frame("Stories about " + heading, tag.path(), null),
                new StoryList(heading, "Stories about", false, true, teasers(stories), null, null));
    }

    private Page list(String path, Frame frame, StoryList list) {
        return Page.html(path, 200, fill("stories.jte", Map.of("frame", frame, "list", list)));
    }

    private Frame frame(String title, String path, @Nullable Section section) {
        return new Frame(masthead, fixtures, title, masthead.description(),
                masthead.absolute(path), section == null ? "/feed.atom" : new Address.SectionFeed(section).path(),
                section, false, null);
    }

    private Page notice(String path, int status, String heading, String text, @Nullable Section section) {
        return section == null
                ? notice(path, status, heading, text, "/", "Go to the front page", null)
                : notice(path, status, heading, text, new Address.SectionFront(section).path(),
                        "More from " + section.title(), section);
    }

    private Page notice(String path, int status, String heading, String text, String link, String label,
            @Nullable Section section) {
        var frame = new Frame(masthead, fixtures, heading, null, null, "/feed.atom",
                section, true, null);
        return Page.html(path, status,
                fill("notice.jte", Map.of("frame", frame, "notice", new Notice(heading, text, link, label))));
    }

    private List<Teaser> teasers(List<Story> stories) {
        return stories.stream().map(story -> new Teaser(story.path(), story.headline(), excerpts.of(story),
                story.language(), story.section(), Day.of(story.date()),
                story.source() == null ? null : story.source().name())).toList();
    }

    private String fill(String template, Map<String, Object> parameters) {
        var output = new StringOutput(16_384);
        engine.render(template, parameters, output);
        return output.toString();
    }

    private static Page xml(String path, String contentType, String text) {
        return new Page(path, 200, contentType, text, null);
    }

    private static @Nullable Section sectionOf(String path) {
        return Section.ofSlug(path.substring(1, path.indexOf('/', 1))).orElse(null);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
