package org.imprimatur.content.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.content.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class HistoryTest extends RunningService {
    @Autowired
    private MongoClient database;

    @Test
    void everyDecisionIsThereWithWhoAndWhy() {
        Answer submitted = anna().take("submit", anna().write("History"));
        edith().take("reject", submitted, Map.of("reason", "No source."));

        Answer history = erik().get("/api/v1/articles/" + submitted.id() + "/history");

        assertThat(history.body().at("/intact").asBoolean()).isTrue();
        assertThat(history.body().at("/entries").valueStream().map(entry -> entry.path("type").asString()))
                .containsExactly("created", "submitted", "rejected");
        assertThat(history.text("/entries/2/actor")).isEqualTo("edith");
        assertThat(history.text("/entries/2/details/reason")).isEqualTo("No source.");
        assertThat(history.text("/entries/2/previousHash")).isEqualTo(history.text("/entries/1/hash"));
        assertThat(history.body().at("/entries/0").has("previousHash")).isFalse();
    }

    @Test
    void aChangedOldEntryShows() {
        Answer submitted = anna().take("submit", anna().write("Tampered"));
        database.getDatabase(DATABASE).getCollection("article_log").updateOne(
                new Document("_id", new Document("article", submitted.id()).append("sequence", 1L)),
                new Document("$set", new Document("actor", "somebody else")));

        Answer history = erik().get("/api/v1/articles/" + submitted.id() + "/history");

        assertThat(history.body().at("/intact").asBoolean()).isFalse();
        assertThat(history.body().at("/brokenAt").asInt()).isEqualTo(1);
    }

    @Test
    void everyWordingCanBeReadAgain() {
        Answer made = anna().write("Revisions");
        String address = "/api/v1/articles/" + made.id();
        erik().put(address, Map.of("headline", "Revised", "section", "cases", "body", "New."), "If-Match", "*");

        Answer revisions = anna().get(address + "/revisions");
        assertThat(revisions.body().at("/items").size()).isEqualTo(2);
        assertThat(revisions.text("/items/1/author")).isEqualTo("erik");
        Answer first = anna().get(address + "/revisions/1");
        assertThat(first.text("/content/headline")).isEqualTo("Revisions");
        assertThat(first.text("/revisionHash")).isEqualTo(made.text("/revisionHash"));
        assertThat(anna().get(address + "/revisions/3").status()).isEqualTo(404);
        for (String number : List.of("x", "0x1", "01", "%2B1", "1.0", "99999999999")) {
            assertThat(anna().get(address + "/revisions/" + number).status()).as(number).isEqualTo(400);
        }
        assertThat(anna().get("/api/v1/articles/nothing/history").status()).isEqualTo(404);
    }

    @Test
    void historyAndRevisionsComePageByPage() {
        Answer seen = anna().write("Pages");
        for (int i = 0; i < 3; i++) {
            seen = anna().put("/api/v1/articles/" + seen.id(),
                    Map.of("headline", "Pages", "section", "cases", "body", "Words " + i), "If-Match", seen.tag());
            seen = edith().take("reject", anna().take("submit", seen), Map.of("reason", "Again."));
        }
        String address = "/api/v1/articles/" + seen.id();
        assertThat(sequences(address + "/history?limit=4", "/entries"))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(sequences(address + "/revisions?limit=3", "/items")).containsExactly(1, 2, 5, 8);
        Answer page = anna().get(address + "/history?limit=4&cursor=4");
        assertThat(page.body().at("/intact").asBoolean()).isTrue();
        assertThat(anna().get(address + "/history?limit=0").status()).isEqualTo(400);
        assertThat(anna().get(address + "/revisions?cursor=-1").status()).isEqualTo(400);
    }

    @Test
    void wordsAreKeptOnceHoweverOftenTheyAreDecidedUpon() {
        Answer made = anna().write("Kept once " + UUID.randomUUID());
        edith().take("reject", anna().take("submit", made), Map.of("reason", "No source."));
        var entries = database.getDatabase(DATABASE).getCollection("article_log")
                .find(new Document("_id.article", made.id())).into(new ArrayList<>());
        assertThat(entries).hasSize(3)
                .allSatisfy(entry -> assertThat(entry.get("state", Document.class)).doesNotContainKey("content"));
        assertThat(database.getDatabase(DATABASE).getCollection("words")
                .countDocuments(new Document("_id", made.text("/revisionHash")))).isEqualTo(1);
    }

    /** Follows the Link headers from there to the end. */
    private List<Integer> sequences(String first, String member) {
        List<Integer> sequences = new ArrayList<>();
        String next = first;
        while (!next.isEmpty()) {
            Answer page = anna().get(next);
            page.body().at(member).valueStream().forEach(item -> sequences.add(item.path("sequence").asInt()));
            String link = page.header("link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        return sequences;
    }
}
