package org.imprimatur.publishing.edition;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.page.Typesetter;
import org.imprimatur.publishing.site.ArticleChange;

/** An instance without its web and its broker: press, embargoes and window over a real database. */
final class Pressroom implements ShopWindow {
    final Map<String, PublicPage> window = new ConcurrentSkipListMap<>();
    final EditionLog log;
    final Press press;
    final ReleaseDesk desk;
    final SiteProjection projection;

    final WaitingRoom waiting;

    Pressroom(String name, MongoDatabase database, Clock clock) {
        log = new EditionLog(database);
        projection = new SiteProjection(database);
        waiting = new WaitingRoom(database);
        var sheets = new Sheets(database);
        press = new Press(name, log, sheets, projection, new Proofs(new Typesetter(Printed.MASTHEAD), new Bindery(),
                sheets), this, clock);
        desk = new ReleaseDesk(press, waiting, new PressMetrics(new SimpleMeterRegistry(), press, clock), clock);
    }

    static Pressroom open(String name, MongoClient client, String database, Clock clock) {
        var room = new Pressroom(name, client.getDatabase(database), clock);
        room.load();
        return room;
    }

    void load() {
        waiting.prepare();
        press.load();
    }

    /** Carries out decisions that came without a trace. */
    Optional<Edition> take(List<ArticleChange> changes) {
        return desk.take(changes, Map.of());
    }

    void project() {
        while (projection.write(press::articles)) {
            // Until all is written.
        }
    }

    int status(String path) {
        var page = window.get(path);
        return page == null ? 404 : page.status();
    }

    /** Path to status and hash. */
    Map<String, String> seen() {
        var seen = new ConcurrentSkipListMap<String, String>();
        window.forEach((path, page) -> seen.put(path, page.status() + " " + hash(page)));
        return seen;
    }

    static String hash(PublicPage page) {
        var sheet = page.sheet();
        return sheet == null ? "lost" : sheet.hash();
    }

    @Override
    public void show(Collection<PublicPage> pages, Collection<String> removed) {
        pages.forEach(page -> window.put(page.path(), page));
        removed.forEach(window::remove);
    }
}
