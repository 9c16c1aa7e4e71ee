package org.imprimatur.publishing.page;

import java.util.Collection;
import java.util.List;
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
                .filter(section -> !step.from().front(section).equals(step.after().front(section))
                        || step.from().archivePages(section) != step.after().archivePages(section))
                .toList();
    }

    @Override
    public Collection<Section> all(SiteState site) {
        return List.of(Section.values());
    }

    @Override
    public Page set(Section section, SiteState site) {
        String path = pathOf(section);
        int pages = site.archivePages(section);
        return layout.list(path, layout.frame(section.title(), path, section),
                new StoryList(section.title(), null, true, false, layout.teasers(site.front(section)), null,
                        pages == 0 ? null : ArchivePages.pathOf(section, pages)));
    }
}
