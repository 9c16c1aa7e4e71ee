package org.imprimatur.tlog.tile;

import java.util.ArrayList;
import java.util.List;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.merkle.Hash;

/**
 * The growing right edge of a log: its size and the tiles that are not yet full, which is all that appending needs.
 * Immutable; holds at most 255 entries and 255 hashes a level.
 */
public final class LogEdge {

    private final long size;

    /** The last bundle's entries, while it is not full. */
    private final List<byte[]> entries;

    /** For each level from 0 on the hashes of its last tile, while that is not full. */
    private final List<List<Hash>> levels;

    private LogEdge(long size, List<byte[]> entries, List<List<Hash>> levels) {
        this.size = size;
        this.entries = entries;
        this.levels = levels;
    }

    /** The edge of the log without entries. */
    public static LogEdge empty() {
        return new LogEdge(0, List.of(), List.of());
    }

    /**
     * The edge of a stored log, from its last, partial tiles.
     *
     * @throws NotVerifiedException if the tiles are those of a tree with another root
     * @throws MissingTileException if one is not there
     */
    public static LogEdge load(long size, Hash root, TileReader reader) {
        TiledTree tree = new TiledTree(size, reader);
        List<List<Hash>> levels = new ArrayList<>();
        for (int level = 0; TileSubtrees.hashesAt(level, size) > 0; level++) {
            long hashes = TileSubtrees.hashesAt(level, size);
            levels.add(hashes % TileId.FULL == 0 ? List.of() : tree.hashes(level, hashes / TileId.FULL));
        }
        List<byte[]> entries = size % TileId.FULL == 0 ? List.of() : tree.entries(size / TileId.FULL);
        LogEdge edge = new LogEdge(size, entries, levels);
        if (!edge.root().equals(root)) {
            throw new NotVerifiedException("the stored tiles of " + size + " leaves have another root than stored");
        }
        return edge;
    }

    /** How many entries the log has; also the index of the next one. */
    public long size() {
        return size;
    }

    /** The root over all entries. */
    public Hash root() {
        TileSubtrees subtrees = new TileSubtrees((level, _) -> levels.get(level));
        return subtrees.root(size);
    }

    /** The tiles and the bundle at its end that are not full, as a log of this size must have them. */
    public List<Tile> partialTiles() {
        return partialTiles(levels.size());
    }

    /** The log with these entries at its end; refuses an entry longer than {@link EntryBundle#LONGEST_ENTRY}. */
    public Growth append(List<byte[]> appended) {
        Grower grower = new Grower();
        appended.forEach(grower::add);
        return grower.growth();
    }

    /** Those of the levels below this one; entries change together with level 0. */
    private List<Tile> partialTiles(int belowLevel) {
        List<Tile> tiles = new ArrayList<>();
        if (belowLevel > 0 && !entries.isEmpty()) {
            tiles.add(Tile.ofEntries(size / TileId.FULL, entries));
        }
        for (int level = 0; level < belowLevel; level++) {
            if (!levels.get(level).isEmpty()) {
                tiles.add(Tile.ofHashes(level, TileSubtrees.hashesAt(level + 1, size), levels.get(level)));
            }
        }
        return tiles;
    }

    /**
     * What appending led to.
     *
     * @param edge the new edge
     * @param tiles what is to be stored before anyone hears of the new size: each tile and bundle filled on the way, and
     *            the partial ones at the end that differ from those before
     */
    public record Growth(LogEdge edge, List<Tile> tiles) {
        public Growth {
            tiles = List.copyOf(tiles);
        }
    }

    /** The mutable copy in which a batch is appended. */
    private final class Grower {

        private long grown = size;

        private final List<byte[]> bundle = new ArrayList<>(entries);

        private final List<List<Hash>> edges = new ArrayList<>(levels);

        private final List<Tile> tiles = new ArrayList<>();

        /** Levels below this one have changed since the batch began. */
        private int touched;

        Grower() {
            edges.replaceAll(ArrayList::new);
        }

        void add(byte[] entry) {
            if (entry.length > EntryBundle.LONGEST_ENTRY) {
                throw new IllegalArgumentException("an entry has at most " + EntryBundle.LONGEST_ENTRY + " bytes");
            }
            grown = Math.incrementExact(grown);
            bundle.add(entry.clone());
            if (bundle.size() == TileId.FULL) {
                tiles.add(Tile.ofEntries(grown / TileId.FULL - 1, bundle));
                bundle.clear();
            }
            raise(0, Hash.leaf(entry));
        }

        /** A tile that becomes full stands as one hash in the tile above. */
        private void raise(int level, Hash hash) {
            touched = Math.max(touched, level + 1);
            if (level == edges.size()) {
                edges.add(new ArrayList<>());
            }
            List<Hash> tile = edges.get(level);
            tile.add(hash);
            if (tile.size() == TileId.FULL) {
                tiles.add(Tile.ofHashes(level, TileSubtrees.hashesAt(level + 1, grown) - 1, tile));
                Hash full = TileSubtrees.over(tile);
                tile.clear();
                raise(level + 1, full);
            }
        }

        Growth growth() {
            LogEdge edge = new LogEdge(grown, List.copyOf(bundle), edges.stream().map(List::copyOf).toList());
            tiles.addAll(edge.partialTiles(touched));
            return new Growth(edge, tiles);
        }
    }
}
