package org.imprimatur.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.events.Topics;
import org.imprimatur.localstack.backing.DatabaseBackup;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.imprimatur.localstack.backing.MongoBacking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that came out of an older backup than what the broker has. */
class OlderLogTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String name = "content-" + UUID.randomUUID();
    private final Topic articles = new Topic(Topics.ARTICLES);
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());

    @AfterEach
    void drop() {
        client.getDatabase(name).drop();
        client.close();
    }

    @Test
    void aLogThatLacksWhatWasSentDecidesNothingAndSaysSo() {
        Answer approved;
        DatabaseBackup backup;
        try (var service = start()) {
            Answer submitted = service.anna().take("submit", service.anna().write("Approved after the backup"));
            articles.await(submitted.id(), 1);
            backup = DatabaseBackup.of(database());
            approved = service.edith().take("approve", submitted);
            articles.await(approved.id(), 2);
        }
        backup.restore(database());

        try (var service = start()) {
            Answer article = service.anna().get("/api/v1/articles/" + approved.id());
            assertThat(article.text("/state")).isEqualTo("IN_REVIEW");
            Answer refused = service.edith().post("/api/v1/articles/" + approved.id() + "/actions/reject",
                    Map.of("reason", "Would get the number that the site knows for an approval."), "If-Match",
                    article.tag());
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text("/type")).endsWith(":decisions-missing");
            assertThat(refused.text("/detail")).contains("Decision 3 of article " + approved.id(),
                    "older than the topic imprimatur.articles");
            assertThat(service.anna().post("/api/v1/articles", Map.of("headline", "New", "section", "articles",
                    "body", "None.")).status()).isEqualTo(503);
            assertThat(service.operator().get("/actuator/health").text("/components/continuity/details/reason"))
                    .contains(approved.id());
        }
        assertThat(articles.all(approved.id())).hasSize(2);
        // Nothing was kept.
        assertThat(DatabaseBackup.of(database()).collections()).containsEntry("article_log",
                backup.collections().get("article_log"));
    }

    @Test
    void aLogThatTookAnotherTurnThanWhatWasSentIsNoBetter() {
        Answer submitted;
        try (var service = start()) {
            submitted = service.anna().take("submit", service.anna().write("Another turn"));
            articles.await(submitted.id(), 1);
        }
        database().getCollection("article_log").updateOne(
                new Document("_id", new Document("article", submitted.id()).append("sequence", 2L)),
                new Document("$set", new Document("hash", "sha256:" + "0".repeat(64))));
        try (var service = start()) {
            await().atMost(LIMIT).until(() -> service.operator().get("/actuator/health")
                    .text("/components/continuity/details/reason").contains("another in the article log"));
        }
    }

    private Instance start() {
        var service = Instance.start(MongoBacking.shared().uri(), name, KafkaBacking.shared().bootstrapServers());
        await().atMost(LIMIT).until(() -> service.operator().get("/actuator/health/readiness").status() == 200);
        return service;
    }

    private MongoDatabase database() {
        return client.getDatabase(name);
    }
}
