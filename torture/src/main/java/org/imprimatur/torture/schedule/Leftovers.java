package org.imprimatur.torture.schedule;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.bson.Document;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.tile.LogEdge;
import org.imprimatur.tlog.tile.Tile;
import org.imprimatur.tlog.tile.TileId;

/** Leaves the stores as only a rare misfortune would, such as a broker that loses what was read from it. */
final class Leftovers {
    private static final String LOG = "consent";

    private final Supplier<MongoClient> clients;

    Leftovers(Supplier<MongoClient> clients) {
        this.clients = clients;
    }

    /**
     * Stores the tiles that the consent log comes to next, full of entries that it will not have: a keeper had read them,
     * died before it signed, and then the broker lost them.
     *
     * @throws StackException if the database is away
     */
    void strayTiles(long seed) {
        Random random = new Random(seed);
        List<byte[]> entries = new ArrayList<>();
        for (int number = 0; number < TileId.FULL; number++) {
            byte[] commitment = new byte[Hash.LENGTH];
            random.nextBytes(commitment);
            entries.add(new CommitmentEntry(CommitmentEntry.CONSENT, Hash.of(commitment)).encode());
        }
        try (MongoClient client = clients.get()) {
            MongoDatabase database = client.getDatabase("consent");
            Document state = database.getCollection("logs").find(Filters.eq("_id", LOG)).first();
            long next = state == null ? 0 : state.getLong("size") / TileId.FULL;
            List<Document> stray = LogEdge.empty().append(entries).tiles().stream()
                    .filter(tile -> tile.id().width() == TileId.FULL).map(tile -> stray(tile, next)).toList();
            database.getCollection(LOG + "_tiles").insertMany(stray, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException comeTo) {
            System.out.println("           the log has come to some of these tiles itself");
        } catch (MongoException away) {
            throw new StackException("no stray tile could be stored: " + away.getMessage(), away);
        }
    }

    /** A tile of leaves says nothing of where it stands. */
    private static Document stray(Tile tile, long index) {
        TileId id = tile.id() instanceof TileId.Entries
                ? new TileId.Entries(index, TileId.FULL)
                : new TileId.Hashes(0, index, TileId.FULL);
        return new Document("_id", id.path()).append("bytes", tile.bytes());
    }

    /**
     * Takes half of the articles out of what the site was read into, as a restore of a torn backup would.
     *
     * @throws StackException if the database is away
     */
    void tearProjection() {
        try (MongoClient client = clients.get()) {
            MongoCollection<Document> articles = client.getDatabase("publishing").getCollection("articles");
            int half = (int) Math.max(1, articles.countDocuments() / 2);
            List<Object> torn = new ArrayList<>();
            articles.aggregate(List.of(Aggregates.sample(half), Aggregates.project(Projections.include("_id"))))
                    .forEach(document -> torn.add(document.get("_id")));
            articles.deleteMany(Filters.in("_id", torn));
            System.out.println("           " + torn.size() + " articles taken out of the projection");
        } catch (MongoException away) {
            throw new StackException("the projection could not be torn: " + away.getMessage(), away);
        }
    }
}
