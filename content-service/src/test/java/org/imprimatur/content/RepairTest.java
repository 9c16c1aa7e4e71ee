package org.imprimatur.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.events.Topics;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.imprimatur.localstack.backing.MongoBacking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A death between the insert that commits and the update of the list, and the start after it. */
class RepairTest {
    private static final Document PENDING = new Document("waitsFor", new Document("$exists", true));
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String name = "content-" + UUID.randomUUID();
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());

    @AfterEach
    void drop() {
        client.getDatabase(name).drop();
        client.close();
    }

    @Test
    void theListShowsDecisionsWhoseRequestsDiedBeforeTheyReachedIt() {
        Answer submitted;
        Answer begun;
        Document behind;
        try (var service = start()) {
            service.anna().write("Untouched");
            submitted = service.anna().write("Submitted");
            behind = Objects.requireNonNull(heads().find(head(submitted)).first());
            service.anna().take("submit", submitted);
            begun = service.anna().write("Begun");
        }
        // What a kill -9 right behind the inserts leaves: the log has both decisions, the list has neither.
        heads().replaceOne(head(submitted), behind);
        heads().deleteOne(head(begun));

        try (var service = start()) {
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(headlines(service, "IN_REVIEW")).containsExactly("Submitted");
                assertThat(headlines(service, "DRAFT")).containsExactly("Begun", "Untouched");
            });
            // The article itself was never behind: it is read from the log.
            assertThat(service.anna().get("/api/v1/articles/" + submitted.id()).text("/state")).isEqualTo("IN_REVIEW");
        }
    }

    @Test
    void aDecisionThatNeverReachedTheListIsMadeUpForAlsoWhenLaterOnesDidReachIt() {
        Answer lost;
        Document behind;
        try (var service = start()) {
            lost = service.anna().write("Lost update");
            behind = Objects.requireNonNull(heads().find(head(lost)).first());
            service.anna().take("submit", lost);
            // Later, and in the list.
            service.anna().write("Later");
            heads().replaceOne(head(lost), behind);
            // Nobody has looked yet how far the list is.
            client.getDatabase(name).getCollection("progress").drop();
        }
        try (var service = start()) {
            await().atMost(LIMIT).untilAsserted(
                    () -> assertThat(headlines(service, "IN_REVIEW")).containsExactly("Lost update"));
            await().atMost(LIMIT)
                    .until(() -> client.getDatabase(name).getCollection("progress")
                            .countDocuments(new Document("_id", "heads")) == 1);
        }
    }

    @Test
    void twoInstancesSendEachEventOnceAndOneTakesOverWhatTheOtherLeftLying() {
        Topic articles = new Topic(Topics.ARTICLES);
        try (var one = start(); var other = start()) {
            List<Answer> approved = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Answer submitted = one.anna().take("submit", one.anna().write("Two instances " + i));
                approved.add((i % 2 == 0 ? one : other).edith().take("approve", submitted));
            }
            await().atMost(LIMIT).until(() -> outbox().countDocuments(PENDING) == 0);
            for (Answer answer : approved) {
                assertThat(articles.all(answer.id())).extracting(letter -> letter.header("ce_id"))
                        .containsExactly(answer.id() + "-2", answer.id() + "-3");
            }
            // As an instance leaves it that dies between its commit and the broker's word.
            Answer left = approved.getFirst();
            String event = articles.all(left.id()).getLast().value();
            outbox().updateOne(new Document("_id.article", left.id()).append("_id.sequence", 3L),
                    new Document("$set", new Document("waitsFor", "broker").append("event", event)
                            .append("by", "an instance that is gone")));
            await().atMost(LIMIT).until(() -> outbox().countDocuments(PENDING) == 0);
            assertThat(articles.all(left.id())).extracting(letter -> letter.header("ce_id")).last()
                    .isEqualTo(left.id() + "-3");
        }
    }

    @Test
    void aListThatWasLostAltogetherIsMadeAgainFromTheLog() {
        try (var service = start()) {
            service.edith().take("approve", service.anna().take("submit", service.anna().write("Approved")));
            service.anna().write("Draft");
        }
        heads().drop();

        try (var service = start()) {
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(headlines(service, "APPROVED")).containsExactly("Approved");
                assertThat(headlines(service, "DRAFT")).containsExactly("Draft");
            });
        }
    }

    private Instance start() {
        var service = Instance.start(MongoBacking.shared().uri(), name, KafkaBacking.shared().bootstrapServers());
        await().atMost(LIMIT).until(() -> service.operator().get("/actuator/health/readiness").status() == 200);
        return service;
    }

    private static List<String> headlines(Instance service, String state) {
        return service.edith().get("/api/v1/articles?state=" + state).body().at("/items").valueStream()
                .map(item -> item.at("/content/headline").asString()).toList();
    }

    private MongoCollection<Document> heads() {
        return client.getDatabase(name).getCollection("articles");
    }

    private static Document head(Answer article) {
        return new Document("_id", article.id());
    }

    private MongoCollection<Document> outbox() {
        return client.getDatabase(name).getCollection("outbox");
    }
}
