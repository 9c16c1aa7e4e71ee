package org.imprimatur.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.time.Duration;

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
    void aClaimThatACrashLeftBehindIsFreeAtOnceForWhoeverWantsIt() {
        Answer draft = begin("left-behind");
        rename(draft, "left-behind-2");
        // What a kill -9 between the commit and the giving back leaves.
        log().updateOne(entry(draft, 1), new Document("$set", new Document("claim", "left-behind")));
        assertThat(begin("left-behind").status()).isEqualTo(201);
    }

    @Test
    void aClaimThatACrashLeftBehindDoesNotKeepItsOwnArticleFromIt() {
        Answer draft = begin("own");
        rename(draft, "own-2");
        log().updateOne(entry(draft, 1), new Document("$set", new Document("claim", "own")));
        rename(draft, "own");
        assertThat(begin("own").status()).isEqualTo(409);
        assertThat(begin("own-2").status()).isEqualTo(201);
    }

    private void rename(Answer article, String slug) {
        assertThat(erik().put("/api/v1/articles/" + article.id(),
                Map.of("headline", "Renamed", "section", "cases", "body", "B", "slug", slug), "If-Match", "*")
                .status()).isEqualTo(200);
    }

    private Answer begin(String slug) {
        return anna().post("/api/v1/articles",
                Map.of("headline", "Next", "section", "cases", "body", "B", "slug", slug));
    }

    private static Document entry(Answer article, long sequence) {
        return new Document("_id", new Document("article", article.id()).append("sequence", sequence));
    }

    private MongoCollection<Document> log() {
        return database.getDatabase(DATABASE).getCollection("article_log");
    }
}
