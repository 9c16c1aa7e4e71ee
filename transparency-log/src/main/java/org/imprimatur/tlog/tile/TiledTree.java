package org.imprimatur.tlog.tile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.tlog.merkle.ConsistencyProof;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.merkle.InclusionProof;

/**
 * The tree of the first {@code size} leaves of a log, read from its tiles as far as each question needs them.
 *
 * <p>
 * A proof for a tree of millions of leaves reads about six tiles; each is read once in the life of this object. Nothing
 * here is verified: whoever does not keep the tiles himself checks what comes out against a signed checkpoint. Every
 * question throws {@link MissingTileException} if the tiles do not reach that far. Not for several threads at once.
 */
public final class TiledTree {

    private final long size;

    private final TileReader reader;

    private final Map<TileId, List<Hash>> known = new HashMap<>();

    private final TileSubtrees subtrees = new TileSubtrees(this::hashes);

    /** The tree of this size: any for which the log had a checkpoint, up to its newest. */
    public TiledTree(long size, TileReader reader) {
        if (size < 0) {
            throw new IllegalArgumentException("no tree has " + size + " leaves");
        }
        this.size = size;
        this.reader = reader;
    }

    /** Its root. */
    public Hash root() {
        return subtrees.root(size);
    }

    /** The proof that the entry at the index is part of this tree. */
    public InclusionProof inclusion(long index) {
        return subtrees.inclusion(index, size);
    }

    /** The proof that this tree continues the one of an earlier size. */
    public ConsistencyProof consistencyFrom(long earlierSize) {
        return subtrees.consistency(earlierSize, size);
    }

    /** The hash of the leaf at the index. */
    public Hash leaf(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index " + index + " is outside a tree of " + size + " leaves");
        }
        return subtrees.hash(0, index);
    }

    /** The entries of a bundle, those from {@code 256 * bundle} on that belong to this tree. */
    public List<byte[]> entries(long bundle) {
        TileId.Entries id = new TileId.Entries(bundle, width(0, bundle));
        byte[] bytes = reader.read(id);
        return bytes != null
                ? EntryBundle.decode(id, bytes)
                : EntryBundle.decode(id.full(), fullInsteadOf(id)).subList(0, id.width());
    }

    /** The hashes of a tile that belong to this tree. */
    List<Hash> hashes(int level, long index) {
        TileId.Hashes id = new TileId.Hashes(level, index, width(level, index));
        List<Hash> hashes = known.get(id);
        if (hashes == null) {
            byte[] bytes = reader.read(id);
            hashes = bytes != null
                    ? Tile.decodeHashes(id, bytes)
                    : Tile.decodeHashes(id.full(), fullInsteadOf(id)).subList(0, id.width());
            known.put(id, hashes);
        }
        return hashes;
    }

    /** A log may drop a partial tile as soon as the full one is there. */
    private byte[] fullInsteadOf(TileId id) {
        byte[] bytes = id.width() == TileId.FULL ? null : reader.read(id.full());
        if (bytes == null) {
            throw new MissingTileException(id);
        }
        return bytes;
    }

    private int width(int level, long index) {
        long beyond = TileSubtrees.hashesAt(level, size) - index * TileId.FULL;
        if (index < 0 || index > size / TileId.FULL || beyond <= 0) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " leaves has no tile " + index + " at level " + level);
        }
        return (int) Math.min(beyond, TileId.FULL);
    }
}
