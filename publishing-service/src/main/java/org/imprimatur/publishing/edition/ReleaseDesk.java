package org.imprimatur.publishing.edition;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.ArticleChange.ApprovalRevoked;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what goes to press now and what waits for its embargo. */
public final class ReleaseDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseDesk.class);
    private static final int DUE_AT_ONCE = 50;
    /** Well below what MongoDB takes in one document, whatever the script. */
    private static final long EDITION_CHARACTERS = 2_000_000;

    private final Press press;
    private final WaitingRoom waiting;
    private final PressMetrics metrics;
    private final Clock clock;
    private final List<GivenUpListener> listeners = new CopyOnWriteArrayList<>();

    ReleaseDesk(Press press, WaitingRoom waiting, PressMetrics metrics, Clock clock) {
        this.metrics = metrics;
        this.press = press;
        this.waiting = waiting;
        this.clock = clock;
    }

    /**
     * Carries out decisions, in their order; those that count now share one edition. Safe to repeat.
     *
     * @param traceParents article to the trace in which it was decided about, as far as known
     * @return the last edition that came of it, if anything was new
     * @throws UnprintableStoryException if a story can't be set; the others have to be taken again without it
     */
    public Optional<Edition> take(List<ArticleChange> changes, Map<String, String> traceParents) {
        if (!press.isLoaded()) {
            throw new SiteNotLoadedException();
        }
        var now = clock.instant();
        var calledOff = waiting.calledOff(changes.stream().map(ArticleChange::articleId).distinct().toList());
        var due = new ArrayList<ArticleChange>();
        for (var change : changes) {
            if (change instanceof ApprovalRevoked) {
                // After an outage an approval and its revocation may arrive together: then it was never live.
                due.removeIf(earlier -> earlier instanceof Approved && earlier.articleId().equals(change.articleId()));
                waiting.cancel(change.articleId(), change.sequence());
            } else if (change.sequence() > calledOff.getOrDefault(change.articleId(), 0L)) {
                var embargo = change instanceof Approved(var story) ? story.releaseAt() : null;
                if (embargo != null && embargo.isAfter(now)) {
                    hold(((Approved) change).story(), embargo, traceParents.get(change.articleId()));
                } else {
                    due.add(change);
                }
            }
        }
        return publish(due, traceParents);
    }

    /** Has somebody told of stories that waited and, when their time came, could not be set. */
    public void tell(GivenUpListener listener) {
        listeners.add(listener);
    }

    /** Releases stories whose embargo is over. Answers whether there may be more. */
    boolean releaseDue() {
        var due = waiting.claimDue(clock.instant(), DUE_AT_ONCE);
        var printable = new ArrayList<>(due);
        var givenUp = new ArrayList<WaitingRoom.Waiting>();
        while (!printable.isEmpty()) {
            try {
                publish(printable.stream().<ArticleChange>map(one -> new Approved(one.story())).toList(),
                        WaitingRoom.Waiting.traceParents(printable));
                printable.forEach(one -> waiting.leave(one.story()));
                break;
            } catch (UnprintableStoryException culprit) {
                LOG.error("Release given up: {}", culprit.getMessage());
                var culprits = printable.stream().filter(one -> one.story().articleId().equals(culprit.articleId()))
                        .toList();
                if (culprits.isEmpty()) {
                    throw culprit;
                }
                givenUp.addAll(culprits);
                printable.removeAll(culprits);
            }
        }
        // Last, and each forgotten only once it was told: with the broker away it waits, and the others are live.
        givenUp.forEach(one -> {
            listeners.forEach(listener -> listener.givenUp(one.story(), one.traceParent()));
            waiting.leave(one.story());
        });
        return !due.isEmpty();
    }

    /** One edition, unless the stories are too long for one. */
    private Optional<Edition> publish(List<ArticleChange> changes, Map<String, String> traceParents) {
        Optional<Edition> latest = Optional.empty();
        int from = 0;
        while (from < changes.size()) {
            int to = from;
            long length = 0;
            do {
                length += changes.get(to) instanceof Approved(var story) ? story.body().length() : 0;
                to++;
            } while (to < changes.size() && length < EDITION_CHARACTERS);
            long start = System.nanoTime();
            var edition = press.publish(changes.subList(from, to), traceParents);
            edition.ifPresent(_ -> metrics.released(Duration.ofNanos(System.nanoTime() - start)));
            latest = edition.isPresent() ? edition : latest;
            from = to;
        }
        return latest;
    }

    private void hold(Story story, Instant releaseAt, @Nullable String traceParent) {
        boolean passed = press.articles(List.of(story.articleId())).stream()
                .anyMatch(article -> article.fence() >= story.sequence());
        if (!passed) {
            waiting.hold(story, releaseAt, press.printAhead(story), traceParent);
            LOG.info("Article {} at sequence {} waits until {}", story.articleId(), story.sequence(), releaseAt);
        }
    }
}
