package org.imprimatur.publishing.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.imprimatur.publishing.site.ArticleChange.ApprovalRevoked;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.imprimatur.publishing.site.ArticleChange.Due;
import org.imprimatur.publishing.site.ArticleChange.GivenUp;
import org.imprimatur.publishing.site.ArticleChange.TakenDown;
import org.imprimatur.publishing.site.ArticleChange.Withdrawn;
import org.jspecify.annotations.Nullable;
import org.pcollections.Empty;
import org.pcollections.PSortedSet;
import org.pcollections.PVector;

/**
 * All the site remembers of one article: what is live, what waits, and how far its decisions have been heard.
 *
 * @param fence the highest sequence heard of; what is not above it is old news and changes nothing
 * @param story the newest revision that was ever out; absent if none was
 * @param formerPaths every other address the article was ever live at
 * @param waiting approved revisions whose release time is not over, by sequence
 * @param places where its stories came to stand in lists, in that order; a place is kept when its story leaves
 */
public record SiteArticle(String articleId, long fence, Standing standing, @Nullable Story story,
        PSortedSet<String> formerPaths, PVector<Waiting> waiting, List<Place> places) {
    /**
     * A place in the list of a section, and in that of the whole site. Lists are cut into pages in the order in which
     * their places were taken.
     *
     * @param date of the story that took it
     * @param edition which brought the story
     * @param cause which of that edition's causes did, counted from 0
     */
    public record Place(Section section, Instant date, long edition, int cause) {
        static final Comparator<Place> AS_TAKEN = Comparator.comparingLong(Place::edition)
                .thenComparingInt(Place::cause);

        private boolean isOf(Story story) {
            return section == story.section() && date.equals(story.date());
        }
    }

    /**
     * An approved revision whose release time is to come.
     *
     * @param traceParent the trace in which it was approved, as W3C Trace Context writes it, if known
     */
    public record Waiting(Story story, @Nullable String traceParent) {
        /** Which article it is of. */
        public String articleId() {
            return story.articleId();
        }

        /** The approval's number in its article's log. */
        public long sequence() {
            return story.sequence();
        }
    }

    public SiteArticle {
        places = List.copyOf(places);
    }

    private static SiteArticle unknown(String articleId) {
        return new SiteArticle(articleId, 0, Standing.UNPUBLISHED, null, Empty.sortedSet(), Empty.vector(),
                List.of());
    }

    /**
     * The state after a change; the very same instance if the fence, or a takedown, keeps the change out.
     *
     * @param edition that carries the change out
     * @param cause which of its causes the change is
     */
    static @Nullable SiteArticle evolve(@Nullable SiteArticle before, ArticleChange change, long edition, int cause) {
        var known = before == null ? unknown(change.articleId()) : before;
        var after = switch (change) {
            case Due due -> known.due(due.sequence());
            case GivenUp given -> known.without(given.sequence());
            case ArticleChange.Decision decision -> known.hear(decision);
        };
        return after.equals(known) ? before : after.placed(edition, cause);
    }

    private SiteArticle placed(long edition, int cause) {
        if (story == null || places.stream().anyMatch(place -> place.isOf(story))) {
            return this;
        }
        var more = new ArrayList<>(places);
        more.add(new Place(story.section(), story.date(), edition, cause));
        return new SiteArticle(articleId, fence, standing, story, formerPaths, waiting, more);
    }

    /** What readers find at the place in its section's list; null if the place is empty. */
    @Nullable
    Story shownAt(Place place) {
        return isLive() && story != null && place.isOf(story) ? story : null;
    }

    /** What readers find at the place in the whole site's list; null if the place is empty. */
    @Nullable
    Story shownOn(Instant date) {
        return isLive() && story != null && story.date().equals(date) ? story : null;
    }

    boolean isLive() {
        return standing == Standing.LIVE;
    }

    /** Every address at which the article was ever live. */
    PSortedSet<String> paths() {
        return story == null ? formerPaths : formerPaths.plus(story.path());
    }

    private SiteArticle hear(ArticleChange.Decision decision) {
        if (decision.sequence() <= fence || standing == Standing.TAKEN_DOWN) {
            return this;
        }
        var heard = new SiteArticle(articleId, decision.sequence(), standing, story, formerPaths, waiting,
                places);
        return switch (decision) {
            case Approved approved -> approved.story().releaseAt() == null
                    ? heard.live(approved.story())
                    : new SiteArticle(articleId, approved.sequence(), standing, story, formerPaths,
                            waiting.plus(new Waiting(approved.story(), approved.traceParent())), places);
            case ApprovalRevoked revoked -> heard.revoked(revoked.approval() == 0 ? newest() : revoked.approval());
            case Withdrawn withdrawn -> heard.calledOff(withdrawn.at(), Standing.WITHDRAWN);
            case TakenDown takenDown -> heard.calledOff(takenDown.at(), Standing.TAKEN_DOWN);
        };
    }

    /** That approval's time has come; nothing if it no longer waits. */
    private SiteArticle due(long sequence) {
        return waiting(sequence).map(one -> live(one.story())).orElse(this);
    }

    private SiteArticle live(Story next) {
        var later = waiting.stream().filter(one -> one.sequence() > next.sequence()).toList();
        return new SiteArticle(articleId, fence, Standing.LIVE, next, pathsLeftBehindBy(next),
                Empty.<Waiting>vector().plusAll(later), places);
    }

    private SiteArticle revoked(long approval) {
        if (waiting(approval).isPresent()) {
            return without(approval);
        }
        // Too late to be no release at all: what is public is taken off again.
        return isLive() && story != null && story.sequence() == approval
                ? new SiteArticle(articleId, fence, Standing.WITHDRAWN, story, formerPaths, waiting, places)
                : this;
    }

    /** What was due when it was decided counted as out, although its step may not have been taken: it leaves its address. */
    private SiteArticle calledOff(Instant at, Standing next) {
        var out = this;
        for (var one : waiting) {
            out = one.story().due().isAfter(at) ? out : out.due(one.sequence());
        }
        return new SiteArticle(articleId, fence, next, out.story, out.formerPaths, Empty.vector(), places);
    }

    private SiteArticle without(long sequence) {
        return waiting(sequence).map(one -> new SiteArticle(articleId, fence, standing, story, formerPaths,
                waiting.minus(one), places)).orElse(this);
    }

    private Optional<Waiting> waiting(long sequence) {
        return waiting.stream().filter(one -> one.sequence() == sequence).findFirst();
    }

    /** The newest approval's sequence; 0 if there is none that could be revoked. */
    private long newest() {
        if (!waiting.isEmpty()) {
            return waiting.getLast().sequence();
        }
        return isLive() && story != null ? story.sequence() : 0;
    }

    private PSortedSet<String> pathsLeftBehindBy(Story next) {
        var paths = story == null ? formerPaths : formerPaths.plus(story.path());
        return paths.minus(next.path());
    }
}
