package org.imprimatur.publishing.edition;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.imprimatur.publishing.page.Typesetter;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.SiteArticle;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/**
 * Prints editions. Any number of presses may work on one log: the number of the next edition can be taken only once,
 * and the press that comes second takes its step back, follows the other's edition and tries again on top of it.
 *
 * <p>Every method may throw what the database driver throws; the press is then where it was before, and the call can be
 * repeated, also when it is unknown whether the commit arrived: the fences keep it from counting twice.
 */
public final class Press {
    private static final int FOLLOWED_AT_ONCE = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final ShownSite site;
    private volatile boolean loaded;

    private final String name;
    private final EditionLog log;
    private final Sheets sheets;
    private final Proofs proofs;
    private final Morgue morgue;
    private final SiteOpening opening;
    private final Clock clock;

    Press(String name, EditionLog log, Sheets sheets, SiteProjection projection, Proofs proofs, ShopWindow window,
            Clock clock) {
        this.name = name;
        this.log = log;
        this.sheets = sheets;
        this.proofs = proofs;
        this.morgue = new Morgue(sheets, proofs);
        this.opening = new SiteOpening(log, projection, morgue);
        this.site = new ShownSite(window);
        site.listen(projection);
        this.clock = clock;
    }

    /** Tells whether readers of this instance see the site. */
    public boolean isLoaded() {
        return loaded;
    }

    /**
     * Carries the decisions out in one edition. Readers of this instance see it on return.
     *
     * @param traceParents article to the trace in which it was decided about, as far as known
     * @return the edition; nothing if the decisions were all carried out before
     * @throws UnprintableStoryException if one of the stories can't be set; then nothing has changed
     */
    Optional<Edition> publish(List<ArticleChange> changes, Map<String, String> traceParents) {
        lock.lock();
        try {
            requireLoaded();
            while (true) {
                var step = site.state().apply(changes);
                if (step.isEmpty()) {
                    return Optional.empty();
                }
                var edition = commit(step, traceParents);
                if (edition != null) {
                    return Optional.of(edition);
                }
                followOthers();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Shows the editions that others have committed since.
     *
     * @throws LostPagesException if a page of theirs is nowhere to be had; readers go on with the edition before it
     */
    void follow() {
        lock.lock();
        try {
            requireLoaded();
            followOthers();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads the site as it stands and shows it; prints what the site must have before its first story.
     *
     * @throws LostPagesException if a page is nowhere to be had; readers of this instance then see nothing
     */
    void load() {
        lock.lock();
        try {
            log.prepare();
            opening.open(site);
            furnish();
            loaded = true;
        } finally {
            lock.unlock();
        }
    }

    /** What this press is called in the editions it prints. */
    public String name() {
        return name;
    }

    /** The hash of the page readers see at that path. */
    public Optional<String> hash(String path) {
        lock.lock();
        try {
            return Optional.ofNullable(site.placed().get(path)).map(PathChange::hash);
        } finally {
            lock.unlock();
        }
    }

    /** The address an article is, or was last, live at; nothing if it never was. */
    public Optional<String> path(String articleId) {
        return articles(List.of(articleId)).stream().flatMap(article -> Optional.ofNullable(article.story()).stream())
                .map(Story::path).findFirst();
    }

    /** Calls the listener for every edition shown from now on. */
    public void listen(EditionListener listener) {
        site.listen(listener);
    }

    /** The articles' states as they are now. */
    List<SiteArticle> articles(Collection<String> ids) {
        lock.lock();
        try {
            return ids.stream().flatMap(id -> site.state().article(id).stream()).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Prints a story's page before its time. */
    String printAhead(Story story) {
        var sheet = proofs.ahead(story);
        sheets.store(List.of(sheet));
        return sheet.hash();
    }

    private @Nullable Edition commit(Step step, Map<String, String> traceParents) {
        boolean committed = false;
        try {
            var edition = commit(step.applied(), traceParents,
                    proofs.pull(step.affected(), site.state(), site.placed()));
            committed = edition != null;
            return edition;
        } finally {
            if (!committed) {
                site.state().undo(step);
            }
        }
    }

    private @Nullable Edition commit(List<ArticleChange> causes, Map<String, String> traceParents,
            List<Proofs.Proof> pulled) {
        var fresh = new HashMap<String, Sheet>();
        pulled.stream().map(Proofs.Proof::sheet).filter(Objects::nonNull)
                .forEach(sheet -> fresh.put(sheet.hash(), sheet));
        // Pages before the edition: whoever sees the edition finds its pages.
        sheets.store(fresh.values());
        var edition = Edition.following(site.latest(), causes, Typesetter.TEMPLATE_VERSION,
                pulled.stream().map(Proofs.Proof::change).toList(), clock.instant(), name, traceParents);
        if (!log.commit(edition)) {
            return null;
        }
        site.show(edition, fresh);
        return edition;
    }

    private void furnish() {
        while (true) {
            var pulled = new ArrayList<>(proofs.fixtures(site.placed()));
            pulled.addAll(proofs.pull(SiteState.furniture(), site.state(), site.placed()));
            if (pulled.isEmpty() || commit(List.of(), Map.of(), pulled) != null) {
                return;
            }
            followOthers();
        }
    }

    private void followOthers() {
        for (var editions = unseen(); !editions.isEmpty(); editions = unseen()) {
            editions.forEach(this::follow);
        }
    }

    private void follow(Edition edition) {
        var step = site.state().apply(edition.causes());
        Map<String, Sheet> bytes;
        try {
            bytes = morgue.bytes(edition.changes(), site.state());
        } catch (RuntimeException failure) {
            site.state().undo(step);
            throw failure;
        }
        site.show(edition, bytes);
    }

    private List<Edition> unseen() {
        return log.after(site.number(), FOLLOWED_AT_ONCE);
    }

    private void requireLoaded() {
        if (!loaded) {
            throw new SiteNotLoadedException();
        }
    }
}
