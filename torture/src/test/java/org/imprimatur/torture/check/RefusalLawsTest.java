package org.imprimatur.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A refusal that said that it left nothing behind, and lied, is found out in a real database. */
class RefusalLawsTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final String AWAY = "{\"title\":\"The database is away; nothing was kept\",\"detail\":\"Try again.\"}";
    private static final String UNKNOWN = "{\"title\":\"It is not known whether it was kept\",\"detail\":\"Ask again.\"}";
    /** The choice with the id {@code choice-1}. */
    private static final String DIGEST = "e9cb2a11398a56d4b0cf23030c65338edd11f1aa4cf65cc213409963dd163977";

    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final MongoDatabase database = client.getDatabase("refusals-" + UUID.randomUUID());
    private final Ledger ledger = new Ledger();

    @AfterEach
    void drop() {
        database.drop();
        client.close();
    }

    private void refused(String words, String key) {
        ledger.note("approve", new Reply(503, Map.of(), words, NOON, NOON), key);
    }

    private void keep(String key) {
        database.getCollection("article_log").insertOne(new Document("_id", UUID.randomUUID().toString())
                .append("request", new Document("key", key)));
    }

    private Finding kept() {
        return new RefusalLaws(database, database, ledger).kept();
    }

    @Test
    void whatWasRefusedAndNotKeptBreaksNoLaw() {
        refused(AWAY, "key-1");
        keep("key-2");
        assertThat(kept()).returns(1L, Finding::looked).returns(List.of(), Finding::broken);
    }

    @Test
    void aDecisionThatWasSaidNotToBeKeptAndIsThereIsFound() {
        refused(AWAY, "key-1");
        keep("key-1");
        assertThat(kept().broken()).singleElement().asString().contains("nothing was kept");
    }

    @Test
    void aChoiceThatWasSaidNotToBeSentAndIsThereIsFound() {
        ledger.note("choose", new Reply(503, Map.of(), "{\"title\":\"Choices can't be stored at the moment\","
                + "\"detail\":\"The database is away, and this request was not sent to the database.\"}", NOON, NOON),
                "choice-1");
        database.getCollection("records").insertOne(new Document("_id", "record-1").append("choice", DIGEST));
        assertThat(kept().broken()).hasSize(1);
    }

    @Test
    void whoSaysThatTheOutcomeIsUnknownPromisesNothing() {
        refused(UNKNOWN, "key-1");
        keep("key-1");
        assertThat(kept()).returns(0L, Finding::looked).returns(List.of(), Finding::broken);
    }
}
