package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.Announcements;
import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.EditionLog;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.archive.PageArchive;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.publishing.archive.PageBytes;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.SiteArticle;
import org.imprimatur.starter.fault.FailPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes editions. Any number of publishers may work on one log: the number of the next edition can be taken only once,
 * and the publisher that comes second drops its draft, follows the other's edition and tries again on top of it.
 *
 * <p>Every edition is prepared, committed, shown, in this order. What can fail comes before the commit; a commit that
 * fails may stand nevertheless, which following the log finds out; after a commit nothing is undone. Every method may
 * throw what the database driver throws, and can be repeated then: the fences keep a decision from counting twice.
 */
public final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final int FOLLOWED_AT_ONCE = 100;
    private static final int FETCHED_AT_ONCE = 200;
    /** Another's edition that took our number is there for a majority within milliseconds, or else not soon. */
    private static final int WAITS_FOR_OTHERS = 400;
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<Edition>> listeners = new CopyOnWriteArrayList<>();
    private volatile SiteVersion site = SiteVersion.EMPTY;
    private volatile boolean loaded;
    /** Readers go on with what they see; nothing is committed until the site was opened anew. */
    private volatile boolean reopening;
    private volatile boolean retired;
    private volatile @Nullable String broken;

    private final String name;
    private final EditionLog log;
    private final Announcements announcements;
    private final SiteProjection projection;
    private final SiteOpening opening;
    private final PageRecovery recovery;
    private final EditionDrafts drafts;
    private final PublicSite publicSite;
    private final FailPoint failPoint;

    Publisher(String name, EditionLog log, Announcements announcements, PageArchive archive, SiteProjection projection,
            PageRenderer renderer, PageRecovery recovery, PublicSite publicSite, Clock clock, FailPoint failPoint) {
        this.name = name;
        this.log = log;
        this.announcements = announcements;
        this.projection = projection;
        this.opening = new SiteOpening(log, projection);
        this.recovery = recovery;
        this.drafts = new EditionDrafts(name, renderer, archive, log, publicSite, clock, failPoint);
        this.publicSite = publicSite;
        this.failPoint = failPoint;
    }

    /** Tells whether readers of this instance see the site. */
    public boolean isLoaded() {
        return loaded;
    }

    /** Tells whether this instance can commit; if not, it says why in {@link #status}. */
    public boolean isOpen() {
        return loaded && !reopening && broken == null;
    }

    /** What this publisher is called in the editions it makes. */
    public String name() {
        return name;
    }

    /** Has the listener told of every edition shown from now on, in order, whoever made it; it must be brief. */
    public void listen(Consumer<Edition> listener) {
        listeners.add(listener);
    }

    /** How the site stands at this instance. */
    SiteStatus status() {
        var version = site;
        return new SiteStatus(version.number(), version.state().waiting(),
                recovery.lost(), broken, reopening);
    }

    /** At most that many approvals whose release time has come by then, earliest first. */
    List<SiteArticle.Waiting> due(Instant now, int limit) {
        return site.state().due(now, limit);
    }

    /**
     * Carries the changes out in one edition. Readers of this instance see it on return.
     *
     * @return the edition; nothing if the changes were all carried out before
     * @throws UnrenderableStoryException if one of the stories can't be rendered; then nothing has changed
     * @throws SiteNotLoadedException if this instance can't commit now
     */
    Optional<Edition> publish(List<ArticleChange> changes) {
        lock.lock();
        try {
            for (int waits = 0;; waits++) {
                requireOpen();
                var from = site;
                var step = from.state().apply(from.number() + 1, changes);
                if (step.isEmpty()) {
                    return Optional.empty();
                }
                var draft = drafts.of(from, step);
                if (log.commit(draft.edition())) {
                    show(draft);
                    return Optional.of(draft.edition());
                }
                followAfterLosing(from, waits);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps to the edition that it shows now: whoever is sent to another instance next finds at least that one there.
     * Nothing is committed any more.
     */
    void retire() {
        retired = true;
    }

    /** Shows the editions that others have committed since, and pages that were lost and are back. */
    void follow() {
        if (retired) {
            return;
        }
        lock.lock();
        try {
            if (reopening || !loaded) {
                load();
            } else if (broken == null) {
                followOthers();
                recovery.lookForLostPages();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Reads the site as it stands and shows it; makes what the site must have before its first story. */
    void load() {
        lock.lock();
        try {
            announcements.prepare();
            var opened = opening.open();
            showAll(opened.version());
            breakOff(opened.broken());
            reopening = false;
            if (broken == null) {
                furnish(!opened.isSound());
            }
            loaded = true;
        } finally {
            lock.unlock();
        }
    }

    private void furnish(boolean anew) {
        for (int waits = 0; broken == null && !reopening; waits++) {
            var from = site;
            var draft = drafts.look(from, anew);
            if (draft.edition().changes().isEmpty() && !anew) {
                return;
            }
            if (log.commit(draft.edition())) {
                show(draft);
                return;
            }
            followAfterLosing(from, waits);
        }
    }

    private void followAfterLosing(SiteVersion from, int waits) {
        followOthers();
        if (site.number() == from.number()) {
            // The number is taken, but not yet, or perhaps never, for a majority.
            if (waits >= WAITS_FOR_OTHERS) {
                throw new IllegalStateException("Edition " + (from.number() + 1) + " is taken and can't be read");
            }
            LockSupport.parkNanos(WAIT_NANOS);
        }
    }

    private void followOthers() {
        try {
            for (boolean more = true; more && broken == null && !reopening;) {
                var unseen = log.after(site.number(), FOLLOWED_AT_ONCE);
                unseen.forEach(this::follow);
                more = !unseen.isEmpty();
            }
        } catch (EditionLog.UnreadableException unreadable) {
            breakOff(unreadable.getMessage());
        }
    }

    private void follow(Edition edition) {
        if (broken != null || reopening) {
            return;
        }
        if (!edition.follows(site.latest())) {
            breakOff("edition " + edition.number() + " doesn't follow on the one before");
            return;
        }
        var next = site.after(edition);
        if (!next.fitsItsEdition()) {
            LOG.error("Edition {} left another site than this instance comes to: it stops committing and opens anew",
                    edition.number());
            reopening = true;
            return;
        }
        // Of an ordinary edition readers soon want everything; of one that changes the whole site hardly any.
        var bytes = edition.changes().size() > FETCHED_AT_ONCE
                ? List.<PageBytes>of()
                : recovery.stored(edition.changes());
        show(new EditionDrafts.Draft(edition, next,
                publicSite.prepare(next.shown(false), edition.changes(), bytes)));
    }

    /** The edition is committed: whatever happens here, it is not taken back. */
    private void show(EditionDrafts.Draft draft) {
        failPoint.pass("edition|window");
        // Until the end is reached, something may have kept it from being shown; then the site is opened anew.
        reopening = true;
        draft.pages().show();
        site = draft.version();
        recovery.shown(draft.version(), draft.edition().changes());
        projection.shown(draft.edition(), draft.version());
        reopening = false;
        for (var listener : listeners) {
            try {
                listener.accept(draft.edition());
            } catch (RuntimeException failure) {
                LOG.error("A listener failed at edition {}", draft.edition().number(), failure);
            }
        }
        LOG.info("Edition {} by {}: {} causes, {} paths", draft.edition().number(), draft.edition().publisher(),
                draft.edition().causes().size(), draft.edition().changes().size());
    }

    /** Shows a whole site at once, in place of what was shown before. */
    private void showAll(SiteVersion version) {
        var changes = new ArrayList<>(version.placed().values());
        site.placed().keySet().stream().filter(path -> !version.placed().containsKey(path))
                .map(PathChange::removed).forEach(changes::add);
        publicSite.prepare(version.shown(true), changes, recovery.fronts(version)).show();
        recovery.shown(version, changes);
        site = version;
    }

    private void breakOff(@Nullable String why) {
        if (why != null && broken == null) {
            LOG.error("This instance stops following and committing; readers go on with edition {}: {}", site.number(),
                    why);
        }
        broken = why;
    }

    private void requireOpen() {
        if (retired || !isOpen()) {
            throw new SiteNotLoadedException();
        }
    }
}
