package org.imprimatur.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;

import java.util.List;
import java.util.Map;
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

    @Test
    void anEventThatWasCommittedButNeverSentGoesOutInItsOrder() {
        Answer approved = edith().take("approve", anna().take("submit", anna().write("Killed before the relay")));
        Topic articles = new Topic(Topics.ARTICLES);
        articles.await(approved.id(), 2);
        // As the log stood before the relay's marks: both events pending, nobody told.
        for (Topic.Letter sent : articles.await(approved.id(), 2)) {
            long sequence = Long.parseLong(sent.header("ce_id").substring(approved.id().length() + 1));
            log().updateOne(entry(approved, sequence), new Document("$set",
                    new Document("relay.pending", true).append("relay.event", sent.value())));
        }

        List<Topic.Letter> letters = articles.await(approved.id(), 4);

        assertThat(letters.subList(2, 4)).extracting(letter -> letter.header("ce_id"))
                .containsExactly(approved.id() + "-2", approved.id() + "-3");
        assertThat(letters.subList(2, 4)).extracting(Topic.Letter::value)
                .isEqualTo(letters.subList(0, 2).stream().map(Topic.Letter::value).toList());
        await().atMost(LIMIT).until(() -> log().countDocuments(
                new Document("_id.article", approved.id()).append("relay.pending", true)) == 0);
    }

    @Test
    void aSlugReservedByARequestThatDiedIsFreeAgainAfterAWhile() {
        slugs().insertOne(new Document("_id", "orphaned").append("article", "never-committed").append("at",
                Instant.now().minusSeconds(60)));
        Answer made = anna().post("/api/v1/articles",
                Map.of("headline", "Orphaned", "section", "cases", "slug", "orphaned"));
        assertThat(made.status()).isEqualTo(201);
    }

    @Test
    void aSlugReservedAMomentAgoIsLeftToTheRequestThatIsUnderWay() {
        slugs().insertOne(new Document("_id", "under-way").append("article", "not-yet").append("at", Instant.now()));
        assertThat(anna().post("/api/v1/articles",
                Map.of("headline", "Under way", "section", "cases", "slug", "under-way")).status()).isEqualTo(409);
    }

    @Test
    void aSlugThatADraftGaveUpIsFreeAndOneThatThePublicSawIsNot() {
        Answer draft = anna().post("/api/v1/articles",
                Map.of("headline", "Old", "section", "cases", "body", "B", "slug", "given-up"));
        rename(draft, "given-up-2");
        Answer approved = edith().take("approve", anna().take("submit", anna().post("/api/v1/articles",
                Map.of("headline", "Seen", "section", "cases", "body", "B", "slug", "seen-by-readers"))));
        rename(approved, "seen-by-readers-2");
        // The reservations were made long enough ago to be looked into.
        slugs().updateMany(new Document("_id", new Document("$in", List.of("given-up", "seen-by-readers"))),
                new Document("$set", new Document("at", Instant.EPOCH)));

        assertThat(begin("given-up").status()).isEqualTo(201);
        assertThat(begin("seen-by-readers").status()).isEqualTo(409);
    }

    private void rename(Answer article, String slug) {
        assertThat(erik().put("/api/v1/articles/" + article.id(),
                Map.of("headline", "Renamed", "section", "cases", "body", "B", "slug", slug), "If-Match", "*")
                .status()).isEqualTo(200);
    }

    private Answer begin(String slug) {
        return anna().post("/api/v1/articles", Map.of("headline", "Next", "section", "cases", "slug", slug));
    }

    private static Document entry(Answer article, long sequence) {
        return new Document("_id", new Document("article", article.id()).append("sequence", sequence));
    }

    private MongoCollection<Document> log() {
        return database.getDatabase(DATABASE).getCollection("article_log");
    }

    private MongoCollection<Document> slugs() {
        return database.getDatabase(DATABASE).getCollection("slugs");
    }
}
