package org.imprimatur.publishing.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprimatur.publishing.page.ArchivePages.ArchivePage;
import org.imprimatur.publishing.site.Paging;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.jspecify.annotations.Nullable;

/** Full pages of a section's older stories; number 1 holds the oldest. */
final class ArchivePages implements PageKind<ArchivePage> {
    record ArchivePage(Section section, int number) {}

    private final Layout layout;

    ArchivePages(Layout layout) {
        this.layout = layout;
    }

    static String pathOf(Section section, int number) {
        return "/" + section.slug() + "/page/" + number + "/";
    }

    @Override
    public String path(ArchivePage page) {
        return pathOf(page.section(), page.number());
    }

    @Override
    public Collection<ArchivePage> touchedBy(Step step) {
        var touched = new ArrayList<ArchivePage>();
        for (var section : step.sections()) {
            int before = step.from().archivePages(section);
            int after = step.after().archivePages(section);
            Paging.touched(step, section, Paging.PAGE).filter(number -> number <= Math.max(before, after))
                    .mapToObj(number -> new ArchivePage(section, number)).forEach(touched::add);
            // The page that was the newest links to the front until a newer one exists.
            if (before != after) {
                IntStream.rangeClosed(Math.max(1, Math.min(before, after)), Math.max(before, after))
                        .mapToObj(number -> new ArchivePage(section, number)).forEach(touched::add);
            }
        }
        return touched;
    }

    @Override
    public Collection<ArchivePage> all(SiteState site) {
        return Stream.of(Section.values()).flatMap(section -> IntStream.rangeClosed(1, site.archivePages(section))
                .mapToObj(number -> new ArchivePage(section, number))).toList();
    }

    @Override
    public @Nullable Page set(ArchivePage page, SiteState site) {
        var section = page.section();
        int number = page.number();
        int pages = site.archivePages(section);
        if (number > pages) {
            return null;
        }
        // Only the newest page's link to its newer neighbour ever changes, once, when that neighbour comes to be.
        String newer = number == pages ? SectionFronts.pathOf(section) : pathOf(section, number + 1);
        String older = number == 1 ? null : pathOf(section, number - 1);
        return layout.list(path(page), layout.frame(section.title() + ", archive page " + number, path(page), section),
                new StoryList(section.title(), "Archive, page " + number, false, false,
                        layout.teasers(site.archive(section, number)), newer, older));
    }
}
