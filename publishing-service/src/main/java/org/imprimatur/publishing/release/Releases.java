package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.Edition;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.imprimatur.publishing.site.ArticleChange.Due;
import org.imprimatur.publishing.site.ArticleChange.GivenUp;
import org.imprimatur.publishing.site.SiteArticle.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has decisions carried out as they come, and approved stories released when their time has come. What waits, what was
 * revoked and what is live is all in the site's own state: nothing is decided here but when to take the next step.
 */
public final class Releases {
    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
    private static final int DUE_AT_ONCE = 50;
    /** Well below what MongoDB takes in one document, whatever the script. */
    private static final long EDITION_CHARACTERS = 2_000_000;

    /** Knows how far the newsroom's decisions have been read and carried out. */
    public interface ReadProgress {
        /**
         * Of those approvals, which are all due, the ones about whose articles nothing is left unread that the broker had
         * when they were first asked about. Ask again for the others later.
         *
         * @throws RuntimeException if the broker doesn't say
         */
        List<Waiting> caughtUp(Collection<Waiting> due);
    }

    private final Publisher publisher;
    private final ReadProgress progress;
    private final ReleaseMetrics metrics;
    private final PageRenderer renderer;
    private final Clock clock;
    private final Supplier<Instant> witness;

    /** @param witness the time by a clock that isn't this machine's: nothing goes out before both say so */
    Releases(Publisher publisher, ReadProgress progress, PageRenderer renderer, ReleaseMetrics metrics, Clock clock,
            Supplier<Instant> witness) {
        this.publisher = publisher;
        this.progress = progress;
        this.renderer = renderer;
        this.metrics = metrics;
        this.clock = clock;
        this.witness = witness;
    }

    /**
     * Carries out decisions, in their order; they share one edition. Safe to repeat.
     *
     * @return the last edition that came of it, if anything was new
     * @throws UnrenderableStoryException if a story can't be rendered; the others have to be taken again without it
     */
    public Optional<Edition> take(List<? extends ArticleChange> changes) {
        // A story that waits is rendered on the day it is approved, too: better told now than when its time has come.
        for (var change : changes) {
            if (change instanceof Approved approved && approved.story().releaseAt() != null) {
                renderer.requireRenderable(approved);
            }
        }
        Optional<Edition> latest = Optional.empty();
        int from = 0;
        while (from < changes.size()) {
            int to = from;
            long length = 0;
            do {
                length += changes.get(to) instanceof ArticleChange.Decision one ? one.event().value().length() : 0;
                to++;
            } while (to < changes.size() && length < EDITION_CHARACTERS);
            long start = System.nanoTime();
            var edition = publisher.publish(List.copyOf(changes.subList(from, to)));
            edition.ifPresent(_ -> metrics.released(Duration.ofNanos(System.nanoTime() - start)));
            latest = edition.isPresent() ? edition : latest;
            from = to;
        }
        return latest;
    }

    /**
     * Releases stories whose time has come, by two clocks, unless a decision about them may lie unread. Answers whether
     * there may be more.
     */
    boolean releaseDue() {
        var now = clock.instant();
        if (publisher.due(now, 1).isEmpty()) {
            return false;
        }
        var there = witness.get();
        var due = publisher.due(there.isBefore(now) ? there : now, DUE_AT_ONCE);
        if (due.isEmpty()) {
            return false;
        }
        var ready = new ArrayList<>(progress.caughtUp(due));
        boolean any = !ready.isEmpty();
        while (!ready.isEmpty()) {
            try {
                take(steps(ready, Due::of));
                break;
            } catch (UnrenderableStoryException culprit) {
                LOG.error("Release given up: {}", culprit.getMessage());
                var culprits = ready.stream().filter(one -> one.articleId().equals(culprit.articleId())).toList();
                if (culprits.isEmpty()) {
                    throw culprit;
                }
                take(steps(culprits, GivenUp::of));
                ready.removeAll(culprits);
            }
        }
        return any;
    }

    private static List<ArticleChange> steps(List<Waiting> waiting, Function<Waiting, ArticleChange> step) {
        return waiting.stream().map(step).toList();
    }
}
