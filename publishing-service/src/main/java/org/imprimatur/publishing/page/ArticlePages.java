package org.imprimatur.publishing.page;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imprimatur.publishing.markdown.Characters;
import org.imprimatur.publishing.site.Author;
import org.imprimatur.publishing.site.Occupant;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story;
import org.imprimatur.publishing.site.Tag;
import org.jspecify.annotations.Nullable;

/** Where one or more articles stand, stood or moved away from. */
final class ArticlePages implements PageKind<String> {
    private static final int DESCRIPTION = 200;

    private final Layout layout;

    ArticlePages(Layout layout) {
        this.layout = layout;
    }

    @Override
    public String path(String path) {
        return path;
    }

    @Override
    public Collection<String> touchedBy(Step step) {
        return step.paths().stream().filter(path -> !step.from().at(path).equals(step.after().at(path))).toList();
    }

    @Override
    public Collection<String> all(SiteState site) {
        return site.paths();
    }

    @Override
    public @Nullable Page set(String path, SiteState site, Bodies bodies) {
        return site.at(path).map(occupant -> switch (occupant) {
            case Occupant.Shown(var story) -> story(story, bodies.of(story));
            case Occupant.MovedTo(var target) -> moved(path, target);
            case Occupant.WasWithdrawn _ -> layout.notice(path, 410, "This article has been withdrawn",
                    "The editors have taken it off the site.", sectionOf(path));
            case Occupant.WasTakenDown _ -> layout.notice(path, 451, "This article is not available for legal reasons",
                    "It has been removed from the site and will not come back.", sectionOf(path));
        }).orElse(null);
    }

    @Override
    public List<Story> inFull(String path, SiteState site) {
        return site.at(path).orElse(null) instanceof Occupant.Shown(var story) ? List.of(story) : List.of();
    }

    /** A story's own page, as it will be once the story is live. */
    Page story(Story story, String body) {
        Characters.requireWhole(body);
        Characters.requireWhole(Objects.requireNonNullElse(story.standfirst(), ""));
        var frame = new Frame(layout.masthead(), layout.fixtures(), story.headline(),
                Excerpts.cut(story.excerpt(), DESCRIPTION), layout.masthead().absolute(story.path()),
                AtomFeeds.pathOf(story.section()), story.section(), true,
                JsonLd.newsArticle(story, layout.masthead()));
        var tags = story.tags().stream().flatMap(label -> Tag.of(label).stream()
                .map(tag -> new ArticleView.TagLink(label, Paths.encoded(tag.path())))).toList();
        var view = new ArticleView(story.headline(), blankToNull(story.standfirst()), credits(story),
                story.language(), story.section(), Day.of(story.date()),
                story.updated().isAfter(story.date()) ? Day.of(story.updated()) : null,
                story.corrections().stream().map(one -> new ArticleView.Correction(Day.of(one.at()), one.note()))
                        .toList(),
                layout.markdown().render(body).html(), story.source(), tags);
        return Page.html(story.path(), 200, layout.fill("article.jte", Map.of("frame", frame, "article", view)));
    }

    private Page moved(String path, String target) {
        String link = Paths.encoded(target);
        var page = layout.notice(path, 301, new Notice("This article has moved", "It can be read at its new address.",
                link, "Go to the article"), null);
        return new Page(path, 301, page.contentType(), page.text(), link);
    }

    private static @Nullable Section sectionOf(String path) {
        return Section.ofSlug(path.substring(1, path.indexOf('/', 1))).orElse(null);
    }

    private static List<ArticleView.Credit> credits(Story story) {
        String byline = blankToNull(story.byline());
        return byline == null
                ? List.of()
                : Author.parts(byline, story.language()).stream().map(part -> new ArticleView.Credit(part.text(),
                        part.author() == null ? null : Paths.encoded(part.author().path()))).toList();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
