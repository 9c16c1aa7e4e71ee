package org.imprimatur.publishing.release;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.imprimatur.publishing.edition.EditionLog;
import org.imprimatur.publishing.archive.PageArchive;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.page.Address;
import java.util.TreeSet;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.starter.fault.FailPoint;

/** Makes the next edition: all that can fail is done here, before the commit, and nothing of it can be seen yet. */
final class EditionDrafts {
    /** What is rendered and stored at once: the bytes of no more pages than that are in memory at a time. */
    private static final int AT_ONCE = 500;

    /** An edition that has only to be committed and, after that, shown. */
    record Draft(Edition edition, SiteVersion version, PublicSite.Prepared pages) {}

    /** What rendering came to: every path that changes, and of few of them, or none, the bytes. */
    private record Rendered(List<PathChange> changes, List<PageBytes> bytes) {}

    private final String publisher;
    private final PageRenderer renderer;
    private final PageArchive archive;
    private final EditionLog log;
    private final PublicSite publicSite;
    private final Clock clock;
    private final FailPoint failPoint;

    EditionDrafts(String publisher, PageRenderer renderer, PageArchive archive, EditionLog log, PublicSite publicSite,
            Clock clock, FailPoint failPoint) {
        this.publisher = publisher;
        this.renderer = renderer;
        this.archive = archive;
        this.log = log;
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
        return draft(from, step, renderer.touchedBy(step), List.of());
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
        var step = site.apply(from.number() + 1, List.of());
        if (!all && !isOfAnotherLook(from)) {
            return draft(from, step, renderer.all(SiteState.EMPTY), List.of());
        }
        var addresses = renderer.all(site);
        var gone = new TreeSet<>(from.placed().keySet());
        addresses.forEach(address -> gone.remove(address.path()));
        // Stories that were rendered earlier still want the look's files of that time.
        gone.removeIf(path -> path.startsWith("/assets/"));
        addresses.removeIf(address -> !all && site.at(address.path()).isPresent());
        return draft(from, step, addresses, gone.stream().map(PathChange::removed).toList());
    }

    private static boolean isOfAnotherLook(SiteVersion version) {
        var latest = version.latest();
        return latest != null && !latest.templateVersion().equals(SitePages.TEMPLATE_VERSION);
    }

    private Draft draft(SiteVersion from, Step step, Collection<Address> addresses, List<PathChange> gone) {
        // Pages before the edition: whoever sees the edition finds its pages, and what it changes.
        var rendered = stored(addresses, gone, step, from);
        failPoint.pass("bytes|edition");
        var next = from.with(step.after(), rendered.changes());
        var edition = Edition.following(from.latest(), step.applied(), SitePages.TEMPLATE_VERSION,
                rendered.changes(), Outcomes.of(step, next.placed()), next.digest(), clock.instant(), publisher);
        var version = next.at(edition);
        return new Draft(edition, version,
                publicSite.prepare(version.shown(false), edition.changes(), rendered.bytes()));
    }

    private Rendered stored(Collection<Address> addresses, List<PathChange> gone, Step step, SiteVersion from) {
        var site = step.after();
        var changes = new ArrayList<>(gone);
        var bytes = new ArrayList<PageBytes>();
        // Stories first: if one can't be rendered, it is known which, and no list that names it has been tried.
        var ordered = addresses.stream()
                .sorted(Comparator.comparing(address -> site.at(address.path()).isEmpty())).toList();
        for (int at = 0; at < ordered.size(); at += AT_ONCE) {
            var some = ordered.subList(at, Math.min(ordered.size(), at + AT_ONCE));
            keep(renderer.changed(some, site, from.placed(), step.applied()), changes, bytes);
            if (ordered.size() > AT_ONCE) {
                archive.store(bytes);
                bytes.clear();
            }
        }
        storeTogether(changes, bytes);
        return new Rendered(changes, bytes);
    }

    /** Two writes at a time take as long as one: each waits for the disk. */
    private void storeTogether(List<PathChange> changes, List<PageBytes> bytes) {
        var listed = CompletableFuture.runAsync(() -> log.store(changes), Thread::startVirtualThread);
        archive.store(bytes);
        try {
            listed.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private static void keep(List<PageRenderer.Rendered> rendered, List<PathChange> changes, List<PageBytes> bytes) {
        rendered.forEach(one -> changes.add(one.change()));
        rendered.stream().map(PageRenderer.Rendered::bytes).filter(Objects::nonNull).forEach(bytes::add);
    }
}
