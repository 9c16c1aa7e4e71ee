package org.imprimatur.publishing.edition;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.imprimatur.events.EventCodec;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.page.Masthead;
import org.imprimatur.publishing.page.Typesetter;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.starter.fault.FailPoint;
import org.jspecify.annotations.Nullable;

/** An instance without its web and its broker: press, release desk and window over a real database. */
public final class Pressroom implements ShopWindow {
    private static final ArticleEvents EVENTS = new ArticleEvents(new EventCodec());

    final Map<String, PublicPage> window = new ConcurrentSkipListMap<>();
    final EditionLog log;
    final Announcements announcements;
    final Press press;
    final ReleaseDesk desk;
    final SiteProjection projection;
    final SiteHealth health;
    /** The second clock; the first one, unless a test says otherwise. */
    Clock witness;
    /** What fails when pages are made ready to be shown; nothing by default. */
    @Nullable
    Error outOfMemory;

    Pressroom(String name, MongoDatabase database, Clock clock) {
        this(name, database, clock, List::copyOf);
    }

    /** @param progress which of the approvals that are due have nothing unread about them */
    Pressroom(String name, MongoDatabase database, Clock clock, ReadProgress progress) {
        this(name, database, clock, progress, Printed.MASTHEAD);
    }

    Pressroom(String name, MongoDatabase database, Clock clock, ReadProgress progress, Masthead masthead) {
        witness = clock;
        log = new EditionLog(database, EVENTS);
        projection = new SiteProjection(database, EVENTS);
        var proofs = proofs(new Typesetter(masthead));
        announcements = new Announcements(database, log);
        press = new Press(name, log, announcements, new Sheets(database), projection, proofs, this, clock,
                FailPoint.NONE);
        var metrics = new PressMetrics(new SimpleMeterRegistry(), press, clock);
        health = new SiteHealth(press, metrics);
        desk = new ReleaseDesk(press, progress, proofs, metrics, clock, () -> witness.instant());
    }

    private static Proofs proofs(Typesetter typesetter) {
        return new Proofs(typesetter, story -> {
            if (story.headline().equals(Stories.UNPRINTABLE)) {
                throw new IllegalArgumentException("This look has no place for it");
            }
            return typesetter.story(story);
        }, new Bindery());
    }

    /** An instance that has read the site. */
    public static Pressroom open(String name, MongoClient client, String database, Clock clock) {
        var room = new Pressroom(name, client.getDatabase(database), clock);
        room.load();
        return room;
    }

    void load() {
        press.load();
    }

    public Press press() {
        return press;
    }

    public Announcements announcements() {
        return announcements;
    }

    /** Carries out decisions that came without a trace. */
    public Optional<Edition> take(List<? extends ArticleChange> changes) {
        return take(changes, Map.of());
    }

    /** @param traces article to the trace of its decision */
    Optional<Edition> take(List<? extends ArticleChange> changes, Map<String, String> traces) {
        return desk.take(changes.stream().map(change -> Stories.signed(change, traces.get(change.articleId())))
                .toList());
    }

    void project() {
        while (projection.write()) {
            // Until all is written.
        }
    }

    int status(String path) {
        var page = window.get(path);
        return page == null ? 404 : page.sheet() == null ? 503 : page.status();
    }

    /** Path to status and hash; pages without their bytes are named as lost. */
    Map<String, String> seen() {
        var seen = new ConcurrentSkipListMap<String, String>();
        window.forEach((path, page) -> seen.put(path,
                page.sheet() == null ? "lost" : page.status() + " " + page.sheet().hash()));
        return seen;
    }

    /** What the site's health says beside its status. */
    Map<String, Object> details() {
        return Objects.requireNonNull(health.health(true)).getDetails();
    }

    static String hash(PublicPage page) {
        return Objects.requireNonNull(page.sheet()).hash();
    }

    @Override
    public Ready prepare(Collection<PublicPage> pages, Collection<String> removed) {
        if (outOfMemory != null) {
            throw outOfMemory;
        }
        return () -> {
            pages.forEach(page -> window.put(page.path(), page));
            removed.forEach(window::remove);
        };
    }
}
