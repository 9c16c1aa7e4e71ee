package org.imprimatur.consent.ledger;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.tile.Tile;
import org.imprimatur.tlog.tile.TileId;
import org.imprimatur.tlog.tile.TileReader;
import org.jspecify.annotations.Nullable;

/**
 * The tiles of one log in MongoDB. A full tile has a document of its own, inserted once and never changed; those that
 * aren't full yet stand in the log's state, so that they move with it.
 *
 * <p>
 * A keeper stores full tiles before it signs, so some may be there that no checkpoint ever covered: it died, or the
 * brokers lost what it had read. Nobody is shown such a tile, and a keeper that finds its key taken by other bytes uses
 * another key, which its state names.
 */
final class StoredTiles {
    private static final String BYTES = "bytes";

    /** Bytes of tiles that are kept in memory: about 2,000 tiles of hashes, those of half a million entries. */
    private static final long MOST_KNOWN = 16L << 20;

    private final MongoCollection<Document> tiles;
    private final Cache<String, byte[]> known = Caffeine.newBuilder().maximumWeight(MOST_KNOWN)
            .weigher((String _, byte[] bytes) -> bytes.length).build();

    StoredTiles(MongoCollection<Document> tiles) {
        this.tiles = tiles;
    }

    /**
     * Stores the full ones among these and sees that they are there with these very bytes.
     *
     * @return all tiles, those of this state too, that are stored under other keys than their paths
     */
    Map<String, String> put(TreeState state, List<Tile> grown) {
        Map<String, Tile> full = new HashMap<>();
        grown.stream().filter(tile -> tile.id().width() == TileId.FULL)
                .forEach(tile -> full.put(tile.id().path(), tile));
        Map<String, Tile> taken = store(full);
        if (taken.isEmpty()) {
            return state.elsewhere();
        }
        Map<String, String> elsewhere = new HashMap<>(state.elsewhere());
        Map<String, Tile> again = new HashMap<>();
        taken.forEach((path, tile) -> {
            String key = path + "#" + Hash.sha256(tile.bytes()).hex();
            elsewhere.put(path, key);
            again.put(key, tile);
        });
        if (!store(again).isEmpty()) {
            throw new IllegalStateException("The database changed tiles that were just stored");
        }
        return elsewhere;
    }

    /** Inserts what isn't there yet, and tells which keys hold something else. */
    private Map<String, Tile> store(Map<String, Tile> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        List<Document> documents = new ArrayList<>();
        wanted.forEach((key, tile) -> documents.add(new Document("_id", key).append(BYTES, tile.bytes())));
        Inserts.unlessThere(() -> tiles.insertMany(documents, new InsertManyOptions().ordered(false)));
        Map<String, Tile> others = new HashMap<>(wanted);
        tiles.find(in("_id", wanted.keySet())).forEach(found -> {
            String key = found.getString("_id");
            Tile mine = others.get(key);
            if (mine != null && Arrays.equals(mine.bytes(), bytes(found))) {
                others.remove(key);
            }
        });
        return others;
    }

    /** The tiles that a log in this state has, and no others: to everyone else the rest isn't there. */
    TileReader of(TreeState state) {
        return wanted -> {
            int width = wanted.widthAt(state.size());
            if (wanted.width() > width) {
                return null;
            }
            byte[] bytes = width == TileId.FULL ? full(state, wanted) : partial(state, wanted);
            return bytes == null ? null : beginning(wanted, bytes);
        };
    }

    private byte @Nullable [] full(TreeState state, TileId wanted) {
        String path = wanted.full().path();
        String key = state.elsewhere().getOrDefault(path, path);
        byte[] bytes = known.getIfPresent(key);
        if (bytes == null) {
            Document found = tiles.find(eq("_id", key)).first();
            if (found == null) {
                return null;
            }
            bytes = bytes(found);
            known.put(key, bytes);
        }
        return bytes;
    }

    private static byte @Nullable [] partial(TreeState state, TileId wanted) {
        return state.edge().stream().filter(tile -> tile.id().full().equals(wanted.full())).findFirst()
                .map(Tile::bytes).orElse(null);
    }

    private static byte[] bytes(Document tile) {
        return tile.get(BYTES, Binary.class).getData();
    }

    private static byte[] beginning(TileId wanted, byte[] bytes) {
        return switch (wanted) {
            case TileId.Hashes hashes -> Arrays.copyOf(bytes, hashes.width() * Hash.LENGTH);
            case TileId.Entries entries -> firstEntries(bytes, entries.width());
        };
    }

    private static byte[] firstEntries(byte[] bundle, int count) {
        ByteBuffer bytes = ByteBuffer.wrap(bundle);
        for (int entry = 0; entry < count; entry++) {
            int length = Short.toUnsignedInt(bytes.getShort());
            bytes.position(bytes.position() + length);
        }
        return Arrays.copyOf(bundle, bytes.position());
    }
}
