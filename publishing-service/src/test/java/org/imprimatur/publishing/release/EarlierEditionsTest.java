package org.imprimatur.publishing.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;
import static org.imprimatur.publishing.Stories.approved;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.bson.Document;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Editions and pages that version 0.1.0 wrote. */
class EarlierEditionsTest {
    private static final Path WRITTEN = Path.of("..", "end-to-end-tests", "src", "test", "resources", "upgrade",
            "0.1.0",
            "databases", "publishing");

    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final MongoDatabase database = client.getDatabase("earlier-" + UUID.randomUUID());

    @AfterEach
    void drop() {
        database.drop();
        client.close();
    }

    @Test
    void editionsOfAnEarlierBuildAreFollowedAndGoneOnFrom() throws Exception {
        long written = restore("editions");
        restore("pages");
        var clock = new SettableClock(NOON.plusSeconds(3_600));
        var one = new SiteInstance("one", database, clock);
        one.load();
        var editions = one.log.after(0, 10_000);
        assertThat(editions).hasSizeGreaterThanOrEqualTo(Math.toIntExact(written));
        for (int index = 0; index < editions.size(); index++) {
            assertThat(editions.get(index).follows(index == 0 ? null : editions.get(index - 1))).isTrue();
            assertThat(editions.get(index).format()).isEqualTo(index < written ? 1 : 2);
        }
        assertThat(one.take(List.of(approved("a", 1, Section.CASES, "a-new-story")))).isPresent();
        assertThat(one.seen()).containsKey("/cases/a-new-story");
        var two = new SiteInstance("two", database, clock);
        two.load();
        assertThat(two.seen()).isEqualTo(one.seen());
        assertThat(two.publisher.isOpen()).isTrue();
    }

    private long restore(String collection) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(WRITTEN.resolve(collection + ".jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            var documents = lines.lines().map(Document::parse).toList();
            database.getCollection(collection).insertMany(documents);
            return documents.size();
        }
    }
}
