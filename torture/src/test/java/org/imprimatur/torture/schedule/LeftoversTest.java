package org.imprimatur.torture.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.imprimatur.localstack.backing.MongoBacking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the torture leaves in the stores is where the services will come upon it. */
class LeftoversTest {
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final MongoDatabase consent = client.getDatabase("consent");
    private final MongoDatabase publishing = client.getDatabase("publishing");
    private final Leftovers leftovers = new Leftovers(() -> MongoClients.create(MongoBacking.shared().uri()));

    @AfterEach
    void drop() {
        consent.drop();
        publishing.drop();
        client.close();
    }

    private List<String> tiles() {
        return consent.getCollection("consent_tiles").find().map(tile -> tile.getString("_id"))
                .into(new java.util.ArrayList<>());
    }

    @Test
    void theTilesThatALogComesToNextAreThereBeforeIt() {
        leftovers.strayTiles(1);
        assertThat(tiles()).containsExactlyInAnyOrder("tile/0/000", "tile/entries/000");
        consent.getCollection("logs").insertOne(new Document("_id", "consent").append("size", 600L));
        leftovers.strayTiles(2);
        assertThat(tiles()).hasSize(4).contains("tile/0/002", "tile/entries/002");
    }

    @Test
    void aTileThatIsThereStaysAsItIs() {
        consent.getCollection("consent_tiles").insertOne(new Document("_id", "tile/0/000").append("bytes", "mine"));
        leftovers.strayTiles(1);
        assertThat(consent.getCollection("consent_tiles").find(new Document("_id", "tile/0/000")).first())
                .containsEntry("bytes", "mine");
    }

    @Test
    void halfOfTheArticlesAreTornOut() {
        publishing.getCollection("articles")
                .insertMany(IntStream.range(0, 10).mapToObj(number -> new Document("_id", "a" + number)).toList());
        leftovers.tearProjection();
        assertThat(publishing.getCollection("articles").countDocuments()).isEqualTo(5);
    }
}
