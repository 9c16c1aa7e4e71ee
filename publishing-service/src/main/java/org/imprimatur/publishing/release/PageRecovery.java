package org.imprimatur.publishing.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.imprimatur.publishing.site.SiteState;
import java.util.Objects;
import org.imprimatur.publishing.archive.PageArchive;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.publishing.edition.PathChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the bytes of the pages that stand on the site. What the database has lost is rendered again and stored again,
 * since a page is a pure function of the site and its template version: the hash in the edition tells whether it is the
 * page that readers saw.
 */
final class PageRecovery implements PublicSite.Source {
    private static final Logger LOG = LoggerFactory.getLogger(PageRecovery.class);
    private static final int CHECKED_AT_ONCE = 1_000;

    private final PageArchive archive;
    private final PageRenderer renderer;
    private final LostPages lost = new LostPages();
    private volatile SiteVersion site = SiteVersion.EMPTY;
    private Iterator<PathChange> round = Collections.emptyIterator();

    PageRecovery(PageArchive archive, PageRenderer renderer) {
        this.archive = archive;
        this.renderer = renderer;
    }

    /** Readers see the site as that version has it, which changed those paths. */
    void shown(SiteVersion version, Collection<PathChange> changes) {
        site = version;
        lost.strike(changes);
    }

    /** Paths whose bytes are nowhere to be had. */
    List<String> lost() {
        return lost.all().stream().map(PathChange::path).toList();
    }

    @Override
    public @Nullable PageBytes load(PathChange page) {
        var version = site;
        String hash = Objects.requireNonNull(page.hash(), page.path());
        var stored = archive.load(List.of(hash)).get(hash);
        if (stored != null || lost.holds(page)) {
            return stored;
        }
        return renderedAgain(List.of(page), version).get(hash);
    }

    private Map<String, PageBytes> renderedAgain(List<PathChange> pages, SiteVersion version) {
        var again = renderer.again(pages, version.state());
        archive.store(again.values());
        for (var page : pages) {
            if (again.containsKey(String.valueOf(page.hash()))) {
                LOG.warn("{} was lost from the database and is rendered again with the same hash", page.path());
            } else if (page.equals(version.placed().get(page.path()))) {
                // Where something else stands by now, nobody will ask for it any more.
                lost.note(page);
            }
        }
        return again;
    }

    /** What readers come upon first. */
    Collection<PageBytes> fronts(SiteVersion version) {
        return stored(renderer.all(SiteState.EMPTY).stream().map(address -> version.placed().get(address.path()))
                .filter(Objects::nonNull).toList());
    }

    /** As many of those pages' bytes as are stored; the others are looked for when they are asked for. */
    Collection<PageBytes> stored(Collection<PathChange> pages) {
        return archive.load(pages.stream().map(PathChange::hash).filter(Objects::nonNull).distinct().toList())
                .values();
    }

    /** Looks whether the bytes of lost pages are back. */
    void lookForLostPages() {
        var pages = lost.all();
        if (!pages.isEmpty()) {
            var missing = archive.missing(pages.stream().map(PathChange::hash).toList());
            var placed = site.placed();
            lost.strike(pages.stream()
                    .filter(page -> !missing.contains(page.hash()) || !page.equals(placed.get(page.path())))
                    .toList());
        }
    }

    /** Looks after the next thousand pages, so that a lost one is missed before a reader asks for it. */
    void check() {
        if (!round.hasNext()) {
            round = site.placed().values().iterator();
        }
        var some = new ArrayList<PathChange>(CHECKED_AT_ONCE);
        while (some.size() < CHECKED_AT_ONCE && round.hasNext()) {
            some.add(round.next());
        }
        if (!some.isEmpty()) {
            var missing = archive.missing(some.stream().map(PathChange::hash).toList());
            var version = site;
            var gone = some.stream().filter(page -> missing.contains(page.hash())
                    && page.equals(version.placed().get(page.path())) && !lost.holds(page)).toList();
            if (!gone.isEmpty()) {
                renderedAgain(gone, version);
            }
        }
    }
}
