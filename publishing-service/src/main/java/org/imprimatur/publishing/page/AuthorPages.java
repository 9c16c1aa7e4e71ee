package org.imprimatur.publishing.page;

import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.stream.Stream;
import org.imprimatur.publishing.page.AuthorPages.AuthorPage;
import org.imprimatur.publishing.site.Author;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story;
import org.imprimatur.publishing.site.Timeline;
import org.jspecify.annotations.Nullable;

/** An author's newest stories, and all of them by the month. */
final class AuthorPages implements PageKind<AuthorPage> {
    /** @param month absent for the author's front */
    record AuthorPage(Author author, @Nullable YearMonth month) {}

    private static final int NEWEST = 30;

    private final Layout layout;

    AuthorPages(Layout layout) {
        this.layout = layout;
    }

    @Override
    public String path(AuthorPage page) {
        return page.author().path() + (page.month() == null ? "" : page.month() + "/");
    }

    @Override
    public Collection<AuthorPage> touchedBy(Step step) {
        var touched = new LinkedHashSet<AuthorPage>();
        var months = step.stories().stream().map(story -> Timeline.monthOf(story.date())).distinct().toList();
        for (var author : step.authors()) {
            var before = step.from().by(author);
            var after = step.after().by(author);
            if (!before.newest(NEWEST + 1).equals(after.newest(NEWEST + 1))) {
                touched.add(new AuthorPage(author, null));
            }
            Months.touched(before, after, months).forEach(month -> touched.add(new AuthorPage(author, month)));
        }
        return touched;
    }

    @Override
    public Collection<AuthorPage> all(SiteState site) {
        return site.authors().stream().flatMap(author -> Stream.concat(Stream.of(new AuthorPage(author, null)),
                site.by(author).months().stream().map(month -> new AuthorPage(author, month)))).toList();
    }

    @Override
    public @Nullable Page set(AuthorPage page, SiteState site, Bodies bodies) {
        var timeline = site.by(page.author());
        var month = page.month();
        var stories = month == null ? timeline.newest(NEWEST) : timeline.in(month);
        if (stories.isEmpty()) {
            return null;
        }
        // The newest spelling on the page; what is on other pages must not change it.
        String name = name(page.author(), stories.getFirst());
        String heading = month == null ? name : name + ", " + Months.name(month);
        return layout.list(path(page), layout.frame("Stories by " + heading, path(page), null),
                new StoryList(heading, "Stories by", false, true, layout.teasers(stories), newer(page, timeline),
                        link(page.author(), month == null ? Months.behind(timeline, NEWEST) : timeline.older(month))));
    }

    private @Nullable String newer(AuthorPage page, Timeline<Story> timeline) {
        if (page.month() == null) {
            return null;
        }
        var newer = link(page.author(), timeline.newer(page.month()));
        return newer == null ? Paths.encoded(page.author().path()) : newer;
    }

    private @Nullable String link(Author author, @Nullable YearMonth month) {
        return month == null ? null : Paths.encoded(path(new AuthorPage(author, month)));
    }

    private static String name(Author author, Story story) {
        return Author.parts(Objects.requireNonNullElse(story.byline(), ""), story.language()).stream()
                .filter(part -> author.equals(part.author())).map(part -> part.text().strip()).findFirst()
                .orElse(author.slug());
    }
}
