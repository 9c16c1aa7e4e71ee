package org.imprimatur.publishing.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story;

/** The front page: the newest stories of all, and below them those of each section that didn't fit above. */
final class HomePage implements PageKind<String> {
    private static final String PATH = "/";
    /** The lead, two below it and four beside it. */
    private static final int OPENING = 7;
    private static final int BESIDE = 3;
    private static final int BLOCK = 4;

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
        return shown(step.from()).equals(shown(step.after())) ? List.of() : List.of(PATH);
    }

    @Override
    public List<String> all(SiteState site) {
        return List.of(PATH);
    }

    @Override
    public Page set(String path, SiteState site, Bodies bodies) {
        var opening = layout.teasers(opening(site));
        var blocks = new ArrayList<FrontPage.Block>();
        for (var section : Section.values()) {
            var stories = layout.teasers(block(section, site));
            if (!stories.isEmpty()) {
                blocks.add(new FrontPage.Block(section, stories));
            }
        }
        int leads = Math.min(1, opening.size());
        int beside = Math.min(BESIDE, opening.size());
        var front = new FrontPage(opening.isEmpty() ? null : opening.getFirst(), opening.subList(leads, beside),
                opening.subList(beside, opening.size()), blocks);
        return Page.html(path, 200, layout.fill("home.jte",
                Map.of("frame", layout.frame(layout.masthead().name(), path, null), "front", front)));
    }

    /** Every story on the page, place by place. */
    private static List<List<Story>> shown(SiteState site) {
        var shown = new ArrayList<>(List.of(opening(site)));
        for (var section : Section.values()) {
            shown.add(block(section, site));
        }
        return shown;
    }

    private static List<Story> opening(SiteState site) {
        return site.all().newest(OPENING);
    }

    private static List<Story> block(Section section, SiteState site) {
        var above = opening(site);
        return site.section(section).newest(OPENING + BLOCK).stream().filter(story -> !above.contains(story))
                .limit(BLOCK).toList();
    }
}
