package org.imprimatur.publishing.page;

import java.util.List;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;

/** The front page. */
final class HomePage implements PageKind<String> {
    private static final String PATH = "/";

    private final Layout layout;

    HomePage(Layout layout) {
        this.layout = layout;
    }

    @Override
    public String path(String path) {
        return path;
    }

    @Override
    public List<String> touchedBy(Step step) {
        return step.from().home().equals(step.after().home()) ? List.of() : List.of(PATH);
    }

    @Override
    public List<String> all(SiteState site) {
        return List.of(PATH);
    }

    @Override
    public Page set(String path, SiteState site, Bodies bodies) {
        return layout.list(path, layout.frame(layout.masthead().name(), path, null),
                new StoryList("Latest", null, true, true, layout.teasers(site.home()), null, null));
    }
}
