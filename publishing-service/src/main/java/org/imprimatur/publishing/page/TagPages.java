package org.imprimatur.publishing.page;

import java.util.Collection;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Tag;
import org.jspecify.annotations.Nullable;

/** The newest stories under one tag. */
final class TagPages implements PageKind<Tag> {
    private final Layout layout;

    TagPages(Layout layout) {
        this.layout = layout;
    }

    @Override
    public String path(Tag tag) {
        return tag.path();
    }

    @Override
    public Collection<Tag> touchedBy(Step step) {
        return step.tags().stream().filter(tag -> !step.from().tagged(tag).equals(step.after().tagged(tag))).toList();
    }

    @Override
    public Collection<Tag> all(SiteState site) {
        return site.tags();
    }

    @Override
    public @Nullable Page set(Tag tag, SiteState site, Bodies bodies) {
        var stories = site.tagged(tag);
        if (stories.isEmpty()) {
            return null;
        }
        String heading = tag.slug().replace('-', ' ');
        return layout.list(tag.path(), layout.frame("Stories about " + heading, tag.path(), null),
                new StoryList(heading, "Stories about", false, true, layout.teasers(stories), null, null));
    }
}
