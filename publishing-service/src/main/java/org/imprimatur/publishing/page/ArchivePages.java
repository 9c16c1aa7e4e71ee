package org.imprimatur.publishing.page;

import java.util.Collection;
import java.util.stream.Stream;
import org.imprimatur.publishing.page.ArchivePages.ArchivePage;
import org.imprimatur.publishing.site.PagedStories.PageNumber;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.jspecify.annotations.Nullable;

/** Pages of a section's older stories; number 1 holds the oldest. */
final class ArchivePages implements PageKind<ArchivePage> {
    record ArchivePage(Section section, PageNumber number) {}

    private final Layout layout;

    ArchivePages(Layout layout) {
        this.layout = layout;
    }

    /** What was split off a page stands below it. */
    static String pathOf(Section section, PageNumber page) {
        return "/" + section.slug() + "/page/" + page.number() + "/" + (page.part() == 0 ? "" : page.part() + 1 + "/");
    }

    @Override
    public String path(ArchivePage page) {
        return pathOf(page.section(), page.number());
    }

    @Override
    public Collection<ArchivePage> touchedBy(Step step) {
        return step.sections().stream().flatMap(section -> of(section, step.pages(section))).toList();
    }

    @Override
    public Collection<ArchivePage> all(SiteState site) {
        return Stream.of(Section.values()).flatMap(section -> of(section, site.section(section).pages())).toList();
    }

    @Override
    public @Nullable Page set(ArchivePage page, SiteState site, Bodies bodies) {
        var section = page.section();
        var number = page.number();
        var stories = site.section(section);
        if (!stories.has(number)) {
            return null;
        }
        var newer = stories.newer(number);
        var older = stories.older(number);
        String name = "page " + number.number() + (number.part() == 0 ? "" : ", part " + (number.part() + 1));
        return layout.list(path(page), layout.frame(section.title() + ", archive " + name, path(page), section),
                new StoryList(section.title(), "Archive, " + name, false, false,
                        layout.teasers(stories.page(number)),
                        newer == null ? SectionFronts.pathOf(section) : pathOf(section, newer),
                        older == null ? null : pathOf(section, older)));
    }

    private static Stream<ArchivePage> of(Section section, Collection<PageNumber> pages) {
        return pages.stream().map(page -> new ArchivePage(section, page));
    }
}
