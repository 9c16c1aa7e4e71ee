package org.imprimatur.consent.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.tile.EntryBundle;
import org.imprimatur.tlog.tile.Tile;
import org.imprimatur.tlog.tile.TileId;
import org.imprimatur.tlog.tile.TileReader;
import org.jspecify.annotations.Nullable;

/**
 * One log in MongoDB: its state, its tiles, and the place of every commitment. A tile has one document that only
 * grows, since every narrower form of it is a prefix.
 */
final class TreeStore implements TileReader {
    private final String log;
    private final MongoCollection<Document> states;
    private final MongoCollection<Document> tiles;
    private final MongoCollection<Document> places;

    TreeStore(MongoDatabase database, String log) {
        this.log = log;
        this.states = database.getCollection("logs");
        this.tiles = database.getCollection(log + "_tiles");
        this.places = database.getCollection(log + "_places");
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
        return states.updateOne(and(eq("_id", log), eq("size", from.size()), eq("offset", from.offset())),
                new Document("$set", document(to))).getMatchedCount() == 1;
    }

    /** Stores tiles; a tile never becomes narrower, however late a slower keeper writes. */
    void put(List<Tile> grown) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Tile tile : grown) {
            writes.add(new UpdateOneModel<>(and(eq("_id", key(tile.id())), lt("width", tile.id().width())),
                    Updates.combine(Updates.set("width", tile.id().width()), Updates.set("bytes", tile.bytes())),
                    new UpdateOptions().upsert(true)));
        }
        if (!writes.isEmpty()) {
            unlessThere(() -> tiles.bulkWrite(writes, new BulkWriteOptions().ordered(false)));
        }
    }

    @Override
    public byte @Nullable [] read(TileId wanted) {
        Document tile = tiles.find(eq("_id", key(wanted))).first();
        if (tile == null || tile.getInteger("width") < wanted.width()) {
            return null;
        }
        byte[] bytes = tile.get("bytes", Binary.class).getData();
        return switch (wanted) {
            case TileId.Hashes hashes -> Arrays.copyOf(bytes, hashes.width() * Hash.LENGTH);
            case TileId.Entries entries -> firstEntries(bytes, entries.width());
        };
    }

    /** The entries from one index up to another, which is not included. */
    List<byte[]> entries(long from, long to) {
        List<byte[]> entries = new ArrayList<>();
        for (long bundle = from / TileId.FULL; bundle * TileId.FULL < to; bundle++) {
            long first = bundle * TileId.FULL;
            var id = new TileId.Entries(bundle, (int) Math.min(TileId.FULL, to - first));
            byte[] bytes = read(id);
            if (bytes == null) {
                throw new IllegalStateException("The stored log lacks " + id.path());
            }
            List<byte[]> all = EntryBundle.decode(id, bytes);
            entries.addAll(all.subList((int) Math.max(0, from - first), all.size()));
        }
        return entries;
    }

    /** The places of those among these commitments that have one below this size. */
    Map<Hash, Long> places(Collection<Hash> commitments, long size) {
        Map<Hash, Long> found = new HashMap<>();
        places.find(and(in("_id", commitments.stream().map(Hash::bytes).toList()), lt("place", size)))
                .forEach(place -> found.put(Hash.of(place.get("_id", Binary.class).getData()),
                        place.getLong("place")));
        return found;
    }

    /** Writes down places, which never change. */
    void place(Map<Hash, Long> fresh) {
        List<Document> documents = new ArrayList<>();
        fresh.forEach((commitment, place) -> documents
                .add(new Document("_id", commitment.bytes()).append("place", place)));
        if (!documents.isEmpty()) {
            unlessThere(() -> places.insertMany(documents, new InsertManyOptions().ordered(false)));
        }
    }

    private static void unlessThere(Runnable writes) {
        try {
            writes.run();
        } catch (MongoBulkWriteException refused) {
            boolean allThere = refused.getWriteConcernError() == null && refused.getWriteErrors().stream()
                    .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (!allThere) {
                throw refused;
            }
        }
    }

    private static String key(TileId tile) {
        return tile.full().path();
    }

    private static byte[] firstEntries(byte[] bundle, int count) {
        ByteBuffer bytes = ByteBuffer.wrap(bundle);
        for (int entry = 0; entry < count; entry++) {
            int length = Short.toUnsignedInt(bytes.getShort());
            bytes.position(bytes.position() + length);
        }
        return Arrays.copyOf(bundle, bytes.position());
    }

    private static Document document(TreeState state) {
        return new Document("size", state.size()).append("offset", state.offset())
                .append("topicId", state.topicId()).append("lastMessage", state.lastMessage().bytes())
                .append("root", state.root().bytes()).append("checkpoint", state.checkpoint())
                .append("placed", state.placed());
    }

    private static TreeState state(Document document) {
        return new TreeState(document.getLong("size"), document.getLong("offset"), document.getString("topicId"),
                hash(document, "lastMessage"), hash(document, "root"), document.getString("checkpoint"),
                document.getLong("placed"));
    }

    private static Hash hash(Document document, String field) {
        return Hash.of(document.get(field, Binary.class).getData());
    }
}
