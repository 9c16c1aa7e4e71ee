package org.imprimatur.localstack.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.imprimatur.localstack.process.Ports;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Compose's database allows, tried on a real one. */
class MongoRightsTest {
    private static final Document ALL = new Document();
    private static final Document CHANGE = new Document("$set", new Document("changed", true));

    @TempDir
    Path folder;

    @Test
    void aServiceCanAddToItsLogsAndReadThemAndNeitherDeleteNorReachAnothersDatabase() {
        Assumptions.assumeTrue(Mongod.program().isPresent(), "no mongod on the PATH");
        int port = Ports.free();
        try (Database database = Mongod.startGuarded(folder, port, user -> "passwordof" + user);
                MongoClient content = client("content", port);
                MongoClient publishing = client("publishing", port);
                MongoClient consent = client("consent", port)) {
            assertThat(database.process()).isPresent();
            // The second time, as at a restart, it gives what is there these rights again.
            MongoRights.read().grant("127.0.0.1:" + port, user -> "passwordof" + user);

            for (String written : List.of("article_log", "words")) {
                MongoCollection<Document> log = content.getDatabase("content").getCollection(written);
                log.insertOne(new Document("_id", 1));
                log.createIndex(Indexes.ascending("at"));
                assertThat(log.countDocuments()).isEqualTo(1);
                refused(() -> log.updateOne(ALL, CHANGE));
                refused(() -> log.replaceOne(ALL, new Document("other", true)));
                refused(() -> log.updateOne(new Document("_id", 2), CHANGE, new UpdateOptions().upsert(true)));
                refused(() -> log.deleteOne(ALL));
                refused(log::drop);
            }
            // What is still to be sent changes, and the relays' signs of life.
            for (String changing : List.of("outbox", "relays")) {
                MongoCollection<Document> marks = content.getDatabase("content").getCollection(changing);
                marks.insertOne(new Document("_id", 1));
                assertThat(marks.updateOne(ALL, CHANGE).getModifiedCount()).isEqualTo(1);
                refused(() -> marks.deleteOne(ALL));
            }
            refused(() -> content.getDatabase("content").drop());

            for (String kept : List.of("editions", "edition_changes", "pages", "path_history")) {
                MongoCollection<Document> written = publishing.getDatabase("publishing").getCollection(kept);
                written.insertOne(new Document("_id", 1));
                assertThat(written.countDocuments()).isEqualTo(1);
                refused(() -> written.updateOne(ALL, CHANGE));
                refused(() -> written.replaceOne(ALL, new Document("other", true)));
                refused(() -> written.deleteOne(ALL));
            }
            refused(() -> publishing.getDatabase("publishing").getCollection("stories").deleteOne(ALL));

            MongoCollection<Document> tiles = consent.getDatabase("consent").getCollection("consent_tiles");
            tiles.insertOne(new Document("_id", 1));
            refused(() -> tiles.replaceOne(ALL, new Document("other", true)));
            refused(() -> consent.getDatabase("consent").getCollection("records").deleteMany(ALL));
            refused(() -> consent.getDatabase("content").getCollection("article_log").find().first());
        }
    }

    private static MongoClient client(String user, int port) {
        return MongoClients.create(Mongod.guardedUri(user, "passwordof" + user, port));
    }

    private static void refused(ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOf(MongoException.class).hasMessageContaining("not authorized");
    }
}
