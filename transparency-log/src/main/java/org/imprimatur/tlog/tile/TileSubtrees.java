package org.imprimatur.tlog.tile;

import java.util.List;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.merkle.Subtrees;

/** Finds a subtree's hash in the one tile that holds it, or that holds the neighbours it is made of. */
record TileSubtrees(Tiles tiles) implements Subtrees {

    /** Levels of the tree within one tile: its 256 hashes are 2^8. */
    private static final int HEIGHT = 8;

    /** The hashes of each tile, as many as it has. */
    @FunctionalInterface
    interface Tiles {
        List<Hash> hashes(int level, long index);
    }

    @Override
    public Hash hash(int height, long index) {
        int inside = height % HEIGHT;
        int place = (int) (index & ((TileId.FULL >> inside) - 1));
        List<Hash> tile = tiles.hashes(height / HEIGHT, index >>> (HEIGHT - inside));
        return over(tile.subList(place << inside, (place + 1) << inside));
    }

    /** The root over a power of two of neighbours. */
    static Hash over(List<Hash> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int half = hashes.size() / 2;
        return Hash.node(over(hashes.subList(0, half)), over(hashes.subList(half, hashes.size())));
    }

    /** How many hashes a level has in all in a tree of this size: floor(size / 256^level). */
    static long hashesAt(int level, long size) {
        int bits = level * HEIGHT;
        return bits < Long.SIZE ? size >>> bits : 0; // Java would shift by 64 as by 0
    }
}
