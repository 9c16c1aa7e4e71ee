package org.imprimatur.tlog.tile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a log as it is stored and served.
 *
 * <p>
 * The same address never holds other bytes, so a tile may be written again after a crash, and cached for ever.
 */
public final class Tile {

    private final TileId id;

    private final byte[] bytes;

    Tile(TileId id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    /** A tile as it was stored; nothing vouches for its bytes. */
    public static Tile stored(TileId id, byte[] bytes) {
        return new Tile(id, bytes.clone());
    }

    /** Where it belongs. */
    public TileId id() {
        return id;
    }

    /** A copy of what is stored there. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tile tile && id.equals(tile.id) && Arrays.equals(bytes, tile.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + Arrays.hashCode(bytes);
    }

    /** The concatenated hashes of a tile; a length that does not fit the width is refused. */
    static List<Hash> decodeHashes(TileId.Hashes id, byte[] bytes) {
        if (bytes.length != id.width() * Hash.LENGTH) {
            throw new MalformedException(
                    id.path() + " has " + id.width() * Hash.LENGTH + " bytes, not " + bytes.length);
        }
        List<Hash> hashes = new ArrayList<>(id.width());
        ByteBuffer source = ByteBuffer.wrap(bytes);
        byte[] hash = new byte[Hash.LENGTH];
        while (source.hasRemaining()) {
            source.get(hash);
            hashes.add(Hash.of(hash));
        }
        return hashes;
    }

    static Tile ofHashes(int level, long index, List<Hash> hashes) {
        ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * Hash.LENGTH);
        hashes.forEach(hash -> hash.putInto(bytes));
        return new Tile(new TileId.Hashes(level, index, hashes.size()), bytes.array());
    }

    static Tile ofEntries(long index, List<byte[]> entries) {
        return new Tile(new TileId.Entries(index, entries.size()), EntryBundle.encode(entries));
    }
}
