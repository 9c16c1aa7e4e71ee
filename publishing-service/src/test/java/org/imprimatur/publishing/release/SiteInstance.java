package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.Announcements;
import org.imprimatur.publishing.edition.ArticleEvents;
import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.EditionLog;
import org.imprimatur.publishing.archive.PageArchive;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.starter.open.Coding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.imprimatur.events.EventCodec;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.page.Masthead;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.starter.fault.FailPoint;
import org.jspecify.annotations.Nullable;

/** An instance without its web and its broker: publisher, releases and the site that readers see, over a real database. */
public final class SiteInstance implements PublicSite {
    private static final ArticleEvents EVENTS = new ArticleEvents(new EventCodec());

    final Map<String, PathChange> shown = new ConcurrentSkipListMap<>();
    final EditionLog log;
    final Announcements announcements;
    final Publisher publisher;
    final Releases releases;
    final SiteProjection projection;
    final SiteHealth health;
    final PageRecovery recovery;
    final PageArchive archive;
    /** The second clock; the first one, unless a test says otherwise. */
    Clock witness;
    /** What fails when pages are made ready to be shown; nothing by default. */
    @Nullable
    Error outOfMemory;
    private PublicSite others = (_, _, _) -> () -> {};

    SiteInstance(String name, MongoDatabase database, Clock clock) {
        this(name, database, clock, List::copyOf);
    }

    /** @param progress which of the approvals that are due have nothing unread about them */
    SiteInstance(String name, MongoDatabase database, Clock clock, Releases.ReadProgress progress) {
        this(name, database, clock, progress, Printed.MASTHEAD);
    }

    SiteInstance(String name, MongoDatabase database, Clock clock, Releases.ReadProgress progress, Masthead masthead) {
        witness = clock;
        archive = new PageArchive(database);
        log = new EditionLog(database, EVENTS);
        projection = new SiteProjection(database, EVENTS);
        var renderer = renderer(new SitePages(masthead), projection);
        recovery = new PageRecovery(archive, renderer);
        announcements = new Announcements(database, log);
        publisher = new Publisher(name, log, announcements, archive, projection, renderer, recovery, this, clock,
                FailPoint.NONE);
        var metrics = new ReleaseMetrics(new SimpleMeterRegistry(), publisher, clock);
        health = new SiteHealth(publisher, metrics);
        releases = new Releases(publisher, progress, renderer, metrics, clock, () -> witness.instant());
    }

    private static PageRenderer renderer(SitePages pages, SiteProjection projection) {
        return new PageRenderer(pages, (story, body) -> {
            if (story.headline().equals(Stories.UNRENDERABLE)) {
                throw new IllegalArgumentException("This look has no place for it");
            }
            return pages.story(story, body);
        }, projection::bodies);
    }

    /** An instance that has read the site. */
    public static SiteInstance open(String name, MongoClient client, String database, Clock clock) {
        var room = new SiteInstance(name, client.getDatabase(database), clock);
        room.load();
        return room;
    }

    /** An instance that hasn't read the site yet. */
    public static SiteInstance closed(String name, MongoDatabase database, Clock clock) {
        return new SiteInstance(name, database, clock);
    }

    /** Reads the site, or reads it anew. */
    public void load() {
        publisher.load();
    }

    /** Has those shown every edition, too. */
    public void readBy(PublicSite readers) {
        others = readers;
    }

    public EditionLog log() {
        return log;
    }

    public PublicSite.Texts texts() {
        return projection;
    }

    /** Every address at which readers find an article. */
    public Set<String> articles() {
        return shown.values().stream()
                .filter(page -> page.status() == 200 && page.path().matches("/[a-z-]+/[a-z0-9-]+"))
                .map(PathChange::path).collect(Collectors.toCollection(TreeSet::new));
    }

    public Publisher publisher() {
        return publisher;
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
        return releases.take(changes.stream().map(change -> Stories.signed(change, traces.get(change.articleId())))
                .toList());
    }

    /** Shows what others have committed. */
    public void follow() {
        publisher.follow();
    }

    /** Releases what is due. */
    public void releaseDue() {
        releases.releaseDue();
    }

    /** Writes down what the site has come to. */
    public void project() {
        while (projection.write()) {
            // Until all is written.
        }
    }

    int status(String path) {
        var page = shown.get(path);
        return page == null ? 404 : recovery.load(page) == null ? 503 : page.status();
    }

    /** What readers find at the path. */
    String text(PathChange page) {
        return new String(Objects.requireNonNull(recovery.load(page)).in(Coding.IDENTITY), StandardCharsets.UTF_8);
    }

    /** Path to status and hash; pages without their bytes are named as lost. */
    Map<String, String> seen() {
        var seen = new ConcurrentSkipListMap<String, String>();
        shown.forEach((path, page) -> seen.put(path,
                recovery.load(page) == null ? "lost" : page.status() + " " + page.hash()));
        return seen;
    }

    /** What the site's health says beside its status. */
    Map<String, Object> details() {
        return Objects.requireNonNull(health.health(true)).getDetails();
    }

    @Override
    public Prepared prepare(Version next, Collection<PathChange> changes, Collection<PageBytes> bytes) {
        if (outOfMemory != null) {
            throw outOfMemory;
        }
        var also = others.prepare(next, changes, bytes);
        return () -> {
            changes.forEach(page -> {
                if (page.hash() == null) {
                    shown.remove(page.path());
                } else {
                    shown.put(page.path(), page);
                }
            });
            also.show();
        };
    }
}
