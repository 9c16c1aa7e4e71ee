package org.imprimatur.publishing.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.EditionLog;
import org.imprimatur.publishing.release.PublicSite.Version;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done for the index beside the releases, by one thread: it is opened, made to follow the site, made anew if it is
 * of no use, and written through to the disk.
 */
final class IndexWork {
    private static final Logger LOG = LoggerFactory.getLogger(IndexWork.class);
    private static final int AT_ONCE = 200;
    private static final int EDITIONS_AT_ONCE = 100;
    /** Making it anew is less work than following so many. */
    private static final long LONGEST_WAY = 20_000;
    private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMinutes(1).toNanos();

    private final Path folder;
    private final EditionLog log;
    private final LiveStories stories;
    private final SiteSearch search;
    private final long commitEvery;
    private final LongSupplier nanos;

    private @Nullable StoryIndex index;
    private @Nullable Stamp committed;
    private long committedAt;
    private long pause = FIRST_PAUSE;
    private long notBefore;
    private final AtomicLong rebuilds = new AtomicLong();

    /**
     * @param folder below which each instance has one of its own
     * @param commit after how long at most what has changed is written through to the disk
     * @param nanos as {@link System#nanoTime}
     */
    IndexWork(Path folder, EditionLog log, LiveStories stories, SiteSearch search, Duration commit,
            LongSupplier nanos) {
        this.folder = folder;
        this.log = log;
        this.stories = stories;
        this.search = search;
        this.commitEvery = commit.toNanos();
        this.nanos = nanos;
        this.notBefore = nanos.getAsLong();
    }

    /** How often the index was made anew. */
    long rebuilds() {
        return rebuilds.get();
    }

    /** Does some of it. Answers whether there is more to be done at once. */
    boolean step() {
        if (nanos.getAsLong() - notBefore < 0) {
            return false;
        }
        try {
            return switch (search.standing()) {
                case BROKEN -> discard();
                case UNKNOWN -> orient();
                case BEHIND -> catchUp();
                case READY -> commit();
            };
        } catch (IOException failure) {
            search.fail(null, failure);
            return true;
        }
    }

    /** Writes what there is to the disk and lets go of it. */
    void close() {
        var open = index;
        if (open == null) {
            return;
        }
        try (open) {
            var stamp = search.stamp();
            if (stamp != null && !stamp.equals(committed)) {
                open.commit(stamp);
            }
        } catch (IOException failure) {
            LOG.warn("The search index wasn't written to the end; the next start makes up for it: {}",
                    failure.toString());
        }
    }

    private boolean discard() {
        notBefore = nanos.getAsLong() + pause;
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        var failed = index;
        index = null;
        committed = null;
        search.forget();
        if (failed != null) {
            failed.discard();
        }
        return false;
    }

    private boolean orient() throws IOException {
        var goal = search.begin();
        if (goal == null) {
            return false;
        }
        boolean known = false;
        try {
            var open = index;
            if (open == null) {
                open = StoryIndex.open(folder);
                index = open;
                committed = open.stamp();
            }
            var since = goal.strayed() ? null : since(committed, goal.version());
            if (since == null) {
                LOG.info("The search index is made anew, as of edition {}", goal.version().number());
                rebuilds.incrementAndGet();
                committed = null;
                open.clear();
                search.behind(LiveStories.all(goal.version().site()));
            } else {
                search.behind(since);
            }
            known = true;
        } finally {
            if (!known) {
                search.giveUp();
            }
        }
        return true;
    }

    /** The addresses at which an index of that edition is behind the goal; null if it is of another site, or of none. */
    private @Nullable Set<String> since(@Nullable Stamp stamp, Version goal) {
        if (stamp == null || goal.number() - stamp.edition() > LONGEST_WAY || stamp.edition() > goal.number()) {
            return null;
        }
        try {
            if (stamp.edition() > 0
                    && !Optional.of(stamp.hash()).equals(log.find(stamp.edition()).map(Edition::hash))) {
                return null;
            }
            var paths = new HashSet<String>();
            long at = stamp.edition();
            while (at < goal.number()) {
                var editions = log.after(at, EDITIONS_AT_ONCE);
                if (editions.isEmpty()) {
                    return null;
                }
                editions.forEach(edition -> paths.addAll(LiveStories.touchedBy(edition, goal.site())));
                at = editions.getLast().number();
            }
            return paths;
        } catch (EditionLog.UnreadableException unreadable) {
            return null;
        }
    }

    private boolean catchUp() throws IOException {
        var open = index;
        var batch = search.take(AT_ONCE);
        if (open == null || batch == null) {
            return false;
        }
        if (batch.paths().isEmpty()) {
            // Whatever was put in last is made ready here, not while releases wait.
            var nearly = open.searcher(batch.version().number(), null);
            search.ready(open, nearly);
            nearly.leave();
            return true;
        }
        boolean put = false;
        try {
            open.put(stories.at(batch.paths(), batch.version().site(), List.of()));
            put = true;
        } finally {
            if (!put) {
                search.behind(batch.paths());
            }
        }
        return true;
    }

    private boolean commit() throws IOException {
        var open = index;
        var stamp = search.stamp();
        long now = nanos.getAsLong();
        boolean due = committed == null || now - committedAt >= commitEvery;
        if (open != null && stamp != null && due && !stamp.equals(committed)) {
            open.commit(stamp);
            committed = stamp;
            committedAt = now;
            pause = FIRST_PAUSE;
        }
        return false;
    }
}
