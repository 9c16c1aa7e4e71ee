package org.imprimatur.publishing.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.imprimatur.events.EventCodec;
import org.imprimatur.localstack.backing.MongoBacking;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Editions whose changes lie apart, and what stood where. On a real database. */
class PathHistoryTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final MongoDatabase database = client.getDatabase("history-" + UUID.randomUUID());
    private final EditionLog log = new EditionLog(database, new ArticleEvents(new EventCodec()));
    private @Nullable Edition latest;

    @AfterEach
    void drop() {
        database.drop();
        client.close();
    }

    private Edition commit(PathChange... changes) {
        log.store(List.of(changes));
        var edition = Edition.following(latest, List.of(), "1", List.of(changes), List.of(), "sum256:00",
                Instant.parse("2026-05-03T12:00:00Z"), "one");
        assertThat(log.commit(edition)).isTrue();
        latest = edition;
        return edition;
    }

    @Test
    void anEditionThatChangesEveryPathOfALargeSiteIsCommittedAndReadWhole() {
        var changes = IntStream.range(0, 70_000).mapToObj(number -> page("/ip-news/a-story-with-quite-some-words-in-its"
                + "-address-that-is-nothing-special-nowadays-" + number, 200)).toArray(PathChange[]::new);
        var edition = commit(changes);
        assertThat(log.find(1)).contains(edition);
        assertThat(log.find(1).orElseThrow().follows(null)).isTrue();
        assertThat(new Document(database.getCollection("editions").find().first()).toJson().length())
                .isLessThan(16_384);
    }

    @Test
    void anEditionWhoseChangesAreOthersThanItNamesIsNotFollowed() {
        commit(page("/cases/a", 200));
        var other = EditionDocuments.chunks(List.of(page("/cases/b", 200))).getFirst();
        log.store(List.of(page("/cases/b", 200)));
        database.getCollection("editions").updateOne(new Document("_id", 1L),
                new Document("$set", new Document("manifest.chunks", List.of(other.hash()))));
        assertThat(log.find(1).orElseThrow().follows(null)).isFalse();
    }

    @Test
    void anEditionWhoseChangesAreGoneCannotBeRead() {
        commit(page("/cases/a", 200));
        database.getCollection("edition_changes").drop();
        assertThatThrownBy(() -> log.after(0, 10)).isInstanceOf(EditionLog.UnreadableException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void whatStoodAtAPathAtAnyEditionIsOneRead() {
        commit(page("/cases/a", 200), page("/", 200));
        commit(page("/cases/b", 200));
        commit(new PathChange("/cases/a", 301, "sha256:" + HEX, "text/html", "/cases/b"));
        commit(PathChange.removed("/cases/a"));
        var history = new PathHistory(database, log);
        while (history.write()) {
            // Until all is written.
        }
        assertThat(history.upTo()).isEqualTo(4);
        assertThat(IntStream.rangeClosed(1, 4).map(edition -> history.at("/cases/a", edition).orElseThrow().status()))
                .containsExactly(200, 200, 301, 404);
        assertThat(history.at("/cases/b", 1)).isEmpty();
        assertThat(history.at("/cases/b", 4)).contains(page("/cases/b", 200));
        assertThat(database.getCollection("path_history").find(new Document("path", "/cases/a"))
                .sort(Sorts.descending("edition")).explain().toJson()).contains("IXSCAN").doesNotContain("COLLSCAN");
    }

    @Test
    void aLineIsWrittenOnceHoweverOftenAndByHoweverManyInstances() {
        commit(page("/cases/a", 200));
        var one = new PathHistory(database, log);
        one.write();
        commit(page("/cases/a", 410));
        // As after a crash before the marker moved.
        database.getCollection("markers").deleteOne(new Document("_id", "path-history"));
        one.write();
        new PathHistory(database, log).write();
        var lines = database.getCollection("path_history").find().sort(Sorts.ascending("edition"))
                .into(new ArrayList<>());
        assertThat(lines).extracting(line -> line.getInteger("status")).containsExactly(200, 410);
    }

    private static PathChange page(String path, int status) {
        return new PathChange(path, status, "sha256:" + HEX, "text/html; charset=utf-8", null);
    }
}
