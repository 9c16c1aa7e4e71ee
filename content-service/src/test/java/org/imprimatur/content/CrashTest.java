package org.imprimatur.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.events.Topics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the database looks like after a kill -9 between two writes, and what the service makes of it. */
class CrashTest extends RunningService {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Autowired
    private MongoClient database;

    private final Topic articles = new Topic(Topics.ARTICLES);

    @Test
    void anEventThatWasCommittedButNeverSentGoesOutInItsOrder() {
        Answer approved = edith().take("approve", anna().take("submit", anna().write("Killed before the relay")));
        // As the outbox stood before the relay's marks: both events waiting, their instance gone.
        for (Topic.Letter sent : articles.await(approved.id(), 2)) {
            long sequence = Long.parseLong(sent.header("ce_id").substring(approved.id().length() + 1));
            await().atMost(LIMIT).until(() -> waiting(approved) == 0);
            outbox().updateOne(of(approved, sequence), new Document("$set", new Document("waitsFor", "broker")
                    .append("by", "an instance that is gone").append("event", sent.value())));
        }

        List<Topic.Letter> letters = articles.await(approved.id(), 4);

        assertThat(letters.subList(2, 4)).extracting(letter -> letter.header("ce_id"))
                .containsExactly(approved.id() + "-2", approved.id() + "-3");
        assertThat(letters.subList(2, 4)).extracting(Topic.Letter::value)
                .isEqualTo(letters.subList(0, 2).stream().map(Topic.Letter::value).toList());
        await().atMost(LIMIT).until(() -> waiting(approved) == 0);
    }

    @Test
    void anEventWhoseEntryNeverCameIsNotSentAndHoldsUpNobody() {
        Answer submitted = anna().take("submit", anna().write("Killed between event and entry"));
        articles.await(submitted.id(), 1);
        // What a kill -9 right behind the first of the two writes leaves: an approval that nobody has given.
        Document approval = new Document("_id", new Document("article", submitted.id()).append("sequence", 3L)
                .append("hash", "sha256:" + UUID.randomUUID())).append("waitsFor", "broker").append("by", "gone")
                .append("at", Instant.now()).append("type", "org.imprimatur.article.approved.v1")
                .append("time", Instant.now()).append("event", "{}");
        outbox().insertOne(approval);
        await().atMost(LIMIT).until(() -> outbox().countDocuments(new Document("_id", approval.get("_id"))
                .append("waitsFor", "entry")) == 1);
        assertThat(anna().get("/api/v1/articles/" + submitted.id()).text("/state")).isEqualTo("IN_REVIEW");

        Answer approved = edith().take("approve", submitted);

        assertThat(articles.await(submitted.id(), 2)).extracting(letter -> letter.header("ce_id"))
                .containsExactly(approved.id() + "-2", approved.id() + "-3");
        await().atMost(LIMIT).until(() -> waiting(approved) == 0);
        assertThat(articles.all(submitted.id())).hasSize(2).last().extracting(Topic.Letter::value).isNotEqualTo("{}");
    }

    private long waiting(Answer article) {
        return outbox().countDocuments(new Document("_id.article", article.id())
                .append("waitsFor", new Document("$exists", true)));
    }

    private static Document of(Answer article, long sequence) {
        return new Document("_id.article", article.id()).append("_id.sequence", sequence);
    }

    private MongoCollection<Document> outbox() {
        return database.getDatabase(DATABASE).getCollection("outbox");
    }
}
