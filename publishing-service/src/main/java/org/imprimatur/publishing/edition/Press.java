package org.imprimatur.publishing.edition;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.imprimatur.publishing.page.Typesetter;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.SiteArticle;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints editions. Any number of presses may work on one log: the number of the next edition can be taken only once,
 * and the press that comes second takes its step back, follows the other's edition and tries again on top of it.
 *
 * <p>Every method may throw what the database driver throws; the press is then where it was before, and the call can be
 * repeated, also when it is unknown whether the commit arrived: the fences keep it from counting twice.
 */
public final class Press {
    private static final Logger LOG = LoggerFactory.getLogger(Press.class);
    private static final int FOLLOWED_AT_ONCE = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final SiteState site = new SiteState();
    private final Map<String, PathChange> placed = new HashMap<>();
    private @Nullable Edition latest;
    private volatile boolean loaded;

    private final String name;
    private final EditionLog log;
    private final Sheets sheets;
    private final SiteProjection projection;
    private final Proofs proofs;
    private final ShopWindow window;
    private final List<EditionListener> listeners = new CopyOnWriteArrayList<>();
    private final Clock clock;

    Press(String name, EditionLog log, Sheets sheets, SiteProjection projection, Proofs proofs, ShopWindow window,
            Clock clock) {
        this.name = name;
        this.log = log;
        this.sheets = sheets;
        this.projection = projection;
        this.proofs = proofs;
        this.window = window;
        listeners.add(projection);
        this.clock = clock;
    }

    /** Tells whether readers of this instance see the site. */
    public boolean isLoaded() {
        return loaded;
    }

    /**
     * Carries the decisions out in one edition. Readers of this instance see it on return.
     *
     * @return the edition; nothing if the decisions were all carried out before
     * @throws UnprintableStoryException if one of the stories can't be set; then nothing has changed
     */
    Optional<Edition> publish(List<ArticleChange> changes) {
        lock.lock();
        try {
            requireLoaded();
            while (true) {
                var step = site.apply(changes);
                if (step.isEmpty()) {
                    return Optional.empty();
                }
                var edition = commit(step);
                if (edition != null) {
                    return Optional.of(edition);
                }
                followOthers();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Shows the editions that others have committed since. */
    void follow() {
        lock.lock();
        try {
            requireLoaded();
            followOthers();
        } finally {
            lock.unlock();
        }
    }

    /** Reads the site as it stands and shows it; prints what the site must have before its first story. */
    void load() {
        lock.lock();
        try {
            log.prepare();
            projection.articles(site::restore);
            projection.places(this::place);
            long from = projection.edition();
            latest = from == 0 ? null : log.find(from).orElseThrow();
            for (var editions = unseen(); !editions.isEmpty(); editions = unseen()) {
                for (var edition : editions) {
                    site.apply(edition.causes());
                    edition.changes().forEach(this::place);
                    latest = edition;
                    projection.shown(edition);
                }
            }
            var replayed = latest == null ? 0 : latest.number() - from;
            new WindowDressing(sheets, window).dress(placed.values());
            furnish();
            loaded = true;
            LOG.info("Site loaded: {} paths, edition {}, {} replayed", placed.size(),
                    latest == null ? 0 : latest.number(), replayed);
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
            return Optional.ofNullable(placed.get(path)).map(PathChange::hash);
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
        listeners.add(listener);
    }

    /** The articles' states as they are now. */
    List<SiteArticle> articles(Collection<String> ids) {
        lock.lock();
        try {
            return ids.stream().flatMap(id -> site.article(id).stream()).toList();
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

    private @Nullable Edition commit(Step step) {
        boolean committed = false;
        try {
            var edition = commit(step.applied(), proofs.pull(step.affected(), site, placed));
            committed = edition != null;
            return edition;
        } finally {
            if (!committed) {
                site.undo(step);
            }
        }
    }

    private @Nullable Edition commit(List<ArticleChange> causes, List<Proofs.Proof> pulled) {
        // Pages before the edition: whoever sees the edition finds its pages.
        sheets.store(pulled.stream().map(Proofs.Proof::sheet).filter(Objects::nonNull).toList());
        var edition = Edition.following(latest, causes, Typesetter.TEMPLATE_VERSION,
                pulled.stream().map(Proofs.Proof::change).toList(), clock.instant(), name);
        if (!log.commit(edition)) {
            return null;
        }
        var fresh = new HashMap<String, Sheet>();
        pulled.stream().map(Proofs.Proof::sheet).filter(Objects::nonNull)
                .forEach(sheet -> fresh.put(sheet.hash(), sheet));
        show(edition, fresh);
        return edition;
    }

    private void furnish() {
        while (true) {
            var pulled = new ArrayList<>(proofs.fixtures(placed));
            pulled.addAll(proofs.pull(SiteState.furniture(), site, placed));
            if (pulled.isEmpty() || commit(List.of(), pulled) != null) {
                return;
            }
            followOthers();
        }
    }

    private void followOthers() {
        for (var editions = unseen(); !editions.isEmpty(); editions = unseen()) {
            for (var edition : editions) {
                var hashes = edition.changes().stream().map(PathChange::hash).filter(Objects::nonNull).distinct()
                        .toList();
                var fetched = sheets.load(hashes);
                site.apply(edition.causes());
                show(edition, fetched);
            }
        }
    }

    private List<Edition> unseen() {
        return log.after(latest == null ? 0 : latest.number(), FOLLOWED_AT_ONCE);
    }

    private void show(Edition edition, Map<String, Sheet> bytes) {
        var pages = new ArrayList<PublicPage>();
        var removed = new ArrayList<String>();
        for (var change : edition.changes()) {
            place(change);
            var sheet = change.hash() == null ? null : bytes.get(change.hash());
            if (sheet == null) {
                removed.add(change.path());
            } else {
                pages.add(new PublicPage(change.path(), change.status(), change.location(), sheet));
            }
        }
        window.show(pages, removed);
        latest = edition;
        listeners.forEach(listener -> listener.shown(edition));
        LOG.info("Edition {} by {}: {} causes, {} paths", edition.number(), edition.press(), edition.causes().size(),
                edition.changes().size());
    }

    private void place(PathChange change) {
        if (change.hash() == null) {
            placed.remove(change.path());
        } else {
            placed.put(change.path(), change);
        }
    }

    private void requireLoaded() {
        if (!loaded) {
            throw new SiteNotLoadedException();
        }
    }
}
