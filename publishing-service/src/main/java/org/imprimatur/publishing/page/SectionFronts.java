package org.imprimatur.publishing.page;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.imprimatur.publishing.site.PagedStories;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;

/** A section's newest stories. */
final class SectionFronts implements PageKind<Section> {
    private final Layout layout;

    SectionFronts(Layout layout) {
        this.layout = layout;
    }

    static String pathOf(Section section) {
        return "/" + section.slug() + "/";
    }

    @Override
    public String path(Section section) {
        return pathOf(section);
    }

    @Override
    public Collection<Section> touchedBy(Step step) {
        return step.sections().stream()
                .filter(section -> isOther(step.from().section(section), step.after().section(section))).toList();
    }

    @Override
    public Collection<Section> all(SiteState site) {
        return List.of(Section.values());
    }

    @Override
    public Page set(Section section, SiteState site, Bodies bodies) {
        String path = pathOf(section);
        var stories = site.section(section);
        var newestPage = stories.newestPage();
        return layout.list(path, layout.frame(section.title(), path, section),
                new StoryList(section.title(), null, section != Section.LINKS, false, layout.teasers(stories.open()),
                        null,
                        newestPage == null ? null : ArchivePages.pathOf(section, newestPage)));
    }

    private static boolean isOther(PagedStories before, PagedStories after) {
        return !before.open().equals(after.open()) || !Objects.equals(before.newestPage(), after.newestPage());
    }
}
