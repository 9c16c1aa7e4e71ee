package org.imprimatur.consent.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.tile.Tile;
import org.imprimatur.tlog.tile.TileId;
import org.imprimatur.tlog.tile.TileReader;
import org.imprimatur.tlog.tile.TiledTree;

/**
 * One log in MongoDB: its state, its tiles, and the place of every commitment. What it reads, most of the database's
 * members have: nothing is signed or shown that a failover could still take back.
 */
final class TreeStore {
    /** Longer than any of it takes where the database is well; whoever waits longer begins anew. */
    static final long DEADLINE_SECONDS = 10;

    /** Some ten seconds' worth of them at full speed. */
    private static final int MOST_KNOWN = 30_000;

    private final String log;
    private final MongoCollection<Document> states;
    private final StoredTiles tiles;
    private final MongoCollection<Document> places;

    /** Places of commitments that the log was lately asked for, or was given. */
    private final Cache<Hash, Long> known = Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    TreeStore(MongoDatabase database, String log) {
        this.log = log;
        MongoDatabase settled = database.withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS);
        this.states = settled.getCollection("logs");
        this.tiles = new StoredTiles(settled.getCollection(log + "_tiles"));
        this.places = settled.getCollection(log + "_places");
    }

    /** The state as last written; empty before the log was begun. */
    Optional<TreeState> state() {
        return Optional.ofNullable(states.find(eq("_id", log)).first()).map(TreeStore::state);
    }

    /** Begins the log, unless someone else has. */
    void begin(TreeState first) {
        try {
            states.insertOne(document(first).append("_id", log));
        } catch (MongoWriteException refused) {
            if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw refused;
            }
        }
    }

    /** Moves the state on, and says so; or changes nothing, because another keeper did first. */
    boolean advance(TreeState from, TreeState to) {
        return states.updateOne(and(eq("_id", log), eq("size", from.size()), eq("offset", from.offset()),
                eq("topicId", from.topicId()), eq("checkpoint", from.checkpoint())),
                new Document("$set", document(to))).getMatchedCount() == 1;
    }

    /** Stores the full tiles among these, before the state that needs them; see {@link StoredTiles#put}. */
    Map<String, String> put(TreeState from, List<Tile> grown) {
        return tiles.put(from, grown);
    }

    /** The tiles of the log in this state; what is beyond it isn't there. */
    TileReader tiles(TreeState state) {
        return tiles.of(state);
    }

    /** The entries of a log in this state, from one index on. */
    List<byte[]> entries(TreeState state, long from) {
        TiledTree tree = new TiledTree(state.size(), tiles(state));
        List<byte[]> entries = new ArrayList<>();
        for (long bundle = from / TileId.FULL; bundle * TileId.FULL < state.size(); bundle++) {
            List<byte[]> all = tree.entries(bundle);
            entries.addAll(all.subList((int) Math.max(0, from - bundle * TileId.FULL), all.size()));
        }
        return entries;
    }

    /** The places of those among these commitments that have one below this size. */
    Map<Hash, Long> places(Collection<Hash> commitments, long size) {
        Map<Hash, Long> found = new HashMap<>(known.getAllPresent(commitments));
        List<byte[]> others = commitments.stream().filter(commitment -> !found.containsKey(commitment))
                .map(Hash::bytes).toList();
        found.values().removeIf(place -> place >= size);
        if (!others.isEmpty()) {
            places.find(and(in("_id", others), lt("place", size))).forEach(place -> found
                    .put(Hash.of(place.get("_id", Binary.class).getData()), place.getLong("place")));
            known.putAll(found);
        }
        return found;
    }

    /** Takes note of places that somebody has read in the tree. */
    void learn(Map<Hash, Long> read) {
        known.putAll(read);
    }

    /** Writes down places in a tree that has been shown: they never change. */
    void place(Map<Hash, Long> fresh) {
        List<Document> documents = new ArrayList<>();
        fresh.forEach((commitment, place) -> documents
                .add(new Document("_id", commitment.bytes()).append("place", place)));
        if (!documents.isEmpty()) {
            Inserts.unlessThere(() -> places.insertMany(documents, new InsertManyOptions().ordered(false)));
            known.putAll(fresh);
        }
    }

    private static Document document(TreeState state) {
        return new Document("size", state.size()).append("offset", state.offset())
                .append("topicId", state.topicId()).append("lastMessage", state.lastMessage().bytes())
                .append("root", state.root().bytes())
                .append("edge", state.edge().stream().map(TreeStore::edge).toList())
                .append("elsewhere", new ArrayList<>(state.elsewhere().entrySet().stream()
                        .map(tile -> new Document("tile", tile.getKey()).append("key", tile.getValue())).toList()))
                .append("checkpoint", state.checkpoint()).append("placed", state.placed());
    }

    private static TreeState state(Document document) {
        return new TreeState(document.getLong("size"), document.getLong("offset"), document.getString("topicId"),
                hash(document, "lastMessage"), hash(document, "root"),
                document.getList("edge", Document.class).stream().map(TreeStore::edge).toList(),
                document.getList("elsewhere", Document.class).stream()
                        .collect(Collectors.toMap(tile -> tile.getString("tile"), tile -> tile.getString("key"))),
                document.getString("checkpoint"), document.getLong("placed"));
    }

    private static Document edge(Tile tile) {
        return new Document("tile", tile.id().path()).append("bytes", tile.bytes());
    }

    private static Tile edge(Document tile) {
        return Tile.stored(TileId.parse(tile.getString("tile")), tile.get("bytes", Binary.class).getData());
    }

    private static Hash hash(Document document, String field) {
        return Hash.of(document.get(field, Binary.class).getData());
    }
}
