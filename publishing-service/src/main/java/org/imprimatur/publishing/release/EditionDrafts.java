package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.publishing.archive.PageArchive;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.starter.fault.FailPoint;

/** Makes the next edition: all that can fail is done here, before the commit, and nothing of it can be seen yet. */
final class EditionDrafts {
    /** An edition that has only to be committed and, after that, shown. */
    record Draft(Edition edition, SiteVersion version, Map<String, PageBytes> bytes, PublicSite.Prepared pages) {}

    private final String publisher;
    private final PageRenderer renderer;
    private final PageArchive archive;
    private final PublicSite publicSite;
    private final Clock clock;
    private final FailPoint failPoint;

    EditionDrafts(String publisher, PageRenderer renderer, PageArchive archive, PublicSite publicSite, Clock clock,
            FailPoint failPoint) {
        this.publisher = publisher;
        this.renderer = renderer;
        this.archive = archive;
        this.publicSite = publicSite;
        this.clock = clock;
        this.failPoint = failPoint;
    }

    /**
     * The edition that carries the step out.
     *
     * @throws UnrenderableStoryException if one of its stories can't be rendered
     */
    Draft of(SiteVersion from, Step step) {
        return draft(from, step, renderer.changed(renderer.touchedBy(step), step.after(), from.placed()));
    }

    /**
     * An edition without a cause, for what the site must have before its first story and for what today's look changes.
     * If the newest edition is of another look, every list is rendered in today's, which may cut it otherwise; stories
     * follow as they are touched.
     *
     * @param all whether to look at every address there is
     */
    Draft look(SiteVersion from, boolean all) {
        var site = from.state();
        var rendered = new ArrayList<PageRenderer.Rendered>();
        if (all || isOfAnotherLook(from)) {
            var addresses = renderer.all(site);
            var gone = new TreeSet<>(from.placed().keySet());
            addresses.forEach(address -> gone.remove(address.path()));
            // Stories that were rendered earlier still want the look's files of that time.
            gone.removeIf(path -> path.startsWith("/assets/"));
            gone.forEach(path -> rendered.add(new PageRenderer.Rendered(PathChange.removed(path), null)));
            addresses.removeIf(address -> !all && site.at(address.path()).isPresent());
            rendered.addAll(renderer.changed(addresses, site, from.placed()));
        } else {
            rendered.addAll(renderer.changed(renderer.all(SiteState.EMPTY), site, from.placed()));
        }
        return draft(from, site.apply(from.number() + 1, List.of()), rendered);
    }

    private static boolean isOfAnotherLook(SiteVersion version) {
        var latest = version.latest();
        return latest != null && !latest.templateVersion().equals(SitePages.TEMPLATE_VERSION);
    }

    private Draft draft(SiteVersion from, Step step, List<PageRenderer.Rendered> rendered) {
        var fresh = new HashMap<String, PageBytes>();
        for (var page : rendered) {
            if (page.bytes() != null) {
                fresh.put(page.bytes().hash(), page.bytes());
            }
        }
        // Pages before the edition: whoever sees the edition finds its pages.
        archive.store(fresh.values());
        failPoint.pass("bytes|edition");
        var changes = rendered.stream().map(PageRenderer.Rendered::change).toList();
        var next = from.with(step.after(), changes);
        var edition = Edition.following(from.latest(), step.applied(), SitePages.TEMPLATE_VERSION, changes,
                Outcomes.of(step, next.placed()), next.digest(), clock.instant(), publisher);
        return new Draft(edition, next.at(edition), fresh, publicSite.prepare(LostPages.pages(changes, fresh).toList(),
                LostPages.removed(changes)));
    }
}
