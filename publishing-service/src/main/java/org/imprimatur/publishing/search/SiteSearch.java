package org.imprimatur.publishing.search;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.imprimatur.publishing.release.PublicSite.Version;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index in step with what readers see. An edition's stories are put in after its commit and right before it is
 * shown: the index never holds what no edition has, and nobody sees a page before it can be found. What can't be put in
 * keeps no edition back: there is no searcher then until {@link IndexWork} has made up for it.
 *
 * <p>What stands in the index at an address is what the site's state says stands there. So any of it may be put in
 * again, in whatever order, as long as the newest state has the last word.
 */
public final class SiteSearch {
    private static final Logger LOG = LoggerFactory.getLogger(SiteSearch.class);

    enum Standing {
        /** It isn't known at which addresses the index is right. */
        UNKNOWN,
        /** It is known at which addresses it isn't. */
        BEHIND,
        /** It is right at every address. */
        READY,
        /** It is of no use any more. */
        BROKEN
    }

    /** What an edition brings to the index, or takes out of it. */
    public static final class Update {
        private final Version version;
        private final Set<String> paths;
        private final LiveStories.@Nullable Found found;

        private Update(Version version, Set<String> paths, LiveStories.@Nullable Found found) {
            this.version = version;
            this.paths = paths;
            this.found = found;
        }
    }

    /**
     * Where the index is to get to.
     *
     * @param strayed whether it was in step with something else: what was read on disk no longer says what it holds
     */
    record Goal(Version version, boolean strayed) {}

    /** Addresses at which the index isn't right, and the site as it is now. */
    record Batch(Version version, List<String> paths) {}

    private final LiveStories stories;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> behind = new LinkedHashSet<>();
    private Consumer<@Nullable StorySearcher> listener = _ -> {};
    private Standing standing = Standing.UNKNOWN;
    private @Nullable Version version;
    private @Nullable StoryIndex index;
    private @Nullable StorySearcher searcher;
    private boolean strayed;
    private long faults;
    private @Nullable String fault;

    SiteSearch(LiveStories stories) {
        this.stories = stories;
    }

    /** Has that told of the searcher whenever it changes without an edition; to be called before anything is shown. */
    public void listen(Consumer<@Nullable StorySearcher> told) {
        locked(() -> listener = told);
    }

    /** Gathers what the next edition changes; the index isn't touched yet. */
    public Update prepare(Version next) {
        var edition = next.edition();
        if (next.whole() || edition == null) {
            return new Update(next, Set.of(), null);
        }
        var paths = LiveStories.touchedBy(edition, next.site());
        try {
            return new Update(next, paths, stories.at(paths, next.site(), edition.causes()));
        } catch (RuntimeException away) {
            LOG.warn("Texts for the search can't be had now, edition {}: {}", next.number(), away.toString());
            return new Update(next, paths, null);
        }
    }

    /**
     * Brings the edition into the index, and has it shown: whatever becomes of the index.
     *
     * @param swap shows the edition, with a searcher that finds what it has; null if there is none
     */
    public void show(Update update, Consumer<@Nullable StorySearcher> swap) {
        locked(() -> {
            var before = searcher;
            version = update.version;
            try {
                advance(update);
            } catch (Throwable failure) {
                // Out of memory included: readers get the edition nevertheless.
                broken(failure);
            }
            swap.accept(searcher);
            retire(before);
        });
    }

    private void advance(Update update) throws IOException {
        var open = index;
        if (update.version.whole()) {
            strayed |= standing == Standing.READY || standing == Standing.BEHIND;
            standing = standing == Standing.BROKEN ? Standing.BROKEN : Standing.UNKNOWN;
            behind.clear();
            searcher = null;
        } else if (standing == Standing.READY && open != null && update.found != null) {
            open.put(update.found);
            searcher = open.searcher(update.version.number(), searcher);
        } else if (standing == Standing.READY || standing == Standing.BEHIND) {
            standing = Standing.BEHIND;
            behind.addAll(update.paths);
            searcher = null;
        }
    }

    /**
     * Tells that the index failed.
     *
     * @param looked the searcher that met with it; null if it was met with otherwise
     */
    void fail(@Nullable StorySearcher looked, Throwable failure) {
        locked(() -> {
            var before = searcher;
            if (looked == null || looked == before) {
                broken(failure);
                listener.accept(null);
                retire(before);
            }
        });
    }

    private void broken(Throwable failure) {
        LOG.error("The search index failed; nothing is found until it is made anew", failure);
        faults++;
        fault = failure.toString();
        standing = Standing.BROKEN;
        behind.clear();
        searcher = null;
    }

    private void retire(@Nullable StorySearcher before) {
        if (before != null && before != searcher) {
            try {
                before.leave();
            } catch (RuntimeException failure) {
                LOG.warn("A searcher that nobody needs any more couldn't be closed: {}", failure.toString());
            }
        }
    }

    SearchStatus status(long rebuilds) {
        lock.lock();
        try {
            var now = searcher;
            return new SearchStatus(now != null, now == null ? 0 : now.edition(), now == null ? 0 : now.stories(),
                    behind.size(), rebuilds, faults, fault);
        } finally {
            lock.unlock();
        }
    }

    Standing standing() {
        lock.lock();
        try {
            return standing;
        } finally {
            lock.unlock();
        }
    }

    /** From now on notes at which addresses the index is behind the goal; null if there is no goal yet. */
    @Nullable
    Goal begin() {
        lock.lock();
        try {
            var goal = version;
            if (goal == null || standing != Standing.UNKNOWN) {
                return null;
            }
            standing = Standing.BEHIND;
            return new Goal(goal, strayed);
        } finally {
            lock.unlock();
        }
    }

    /** Takes back that it is known where the index is behind. */
    void giveUp() {
        locked(() -> standing = standing == Standing.BEHIND ? Standing.UNKNOWN : standing);
    }

    /** Says at which addresses the index isn't right. */
    void behind(Collection<String> paths) {
        locked(() -> behind.addAll(paths));
    }

    /** Addresses to be put right, at most that many; nobody else will do so. Null if there is nothing to put right. */
    @Nullable
    Batch take(int limit) {
        lock.lock();
        try {
            var now = version;
            if (now == null || standing != Standing.BEHIND) {
                return null;
            }
            var paths = behind.stream().limit(limit).toList();
            paths.forEach(behind::remove);
            return new Batch(now, paths);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Has the index relied upon if it is right at every address.
     *
     * @param nearly finds what was in it a moment ago
     */
    void ready(StoryIndex open, StorySearcher nearly) throws IOException {
        lock.lock();
        try {
            var now = version;
            if (now != null && standing == Standing.BEHIND && behind.isEmpty()) {
                searcher = open.searcher(now.number(), nearly);
                index = open;
                standing = Standing.READY;
                strayed = false;
                fault = null;
                listener.accept(searcher);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The edition that everything in the index goes with; null while that can't be said. */
    @Nullable
    Stamp stamp() {
        lock.lock();
        try {
            var now = version;
            return now == null || standing != Standing.READY ? null : Stamp.of(now.edition());
        } finally {
            lock.unlock();
        }
    }

    /** Forgets an index that failed. */
    void forget() {
        locked(() -> {
            index = null;
            strayed = false;
            standing = Standing.UNKNOWN;
        });
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
