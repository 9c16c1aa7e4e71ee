package org.imprimatur.tlog.merkle;

import java.util.List;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;

/**
 * A Merkle audit path (RFC 6962 §2.1.1): shows that a leaf stands at an index of the tree with a given root.
 *
 * <p>
 * An index outside the tree, and a path with a hash too few or too many for its place, are refused at once with a
 * {@link MalformedException}.
 *
 * @param index the leaf's place, counted from 0
 * @param size the number of leaves in the tree
 * @param path the siblings on the way from the leaf to the root, the leaf's own first
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    public InclusionProof {
        path = List.copyOf(path);
        if (index < 0 || index >= size) {
            throw new MalformedException("index " + index + " is outside a tree of " + size + " leaves");
        }
        int needed = lengthFor(index, size);
        if (path.size() != needed) {
            throw new MalformedException("an inclusion proof for index " + index + " of " + size + " has " + needed
                    + " hashes, not " + path.size());
        }
    }

    /** The root of the tree in which this path leads from that leaf. */
    public Hash rootOver(Hash leaf) {
        Hash root = leaf;
        long node = index;
        long last = size - 1;
        for (Hash sibling : path) {
            if ((node & 1) == 1 || node == last) {
                root = Hash.node(sibling, root);
                // At the right edge a node without a sibling of its own rises until it has one on its left.
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                root = Hash.node(root, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return root;
    }

    /** Throws {@link NotVerifiedException} unless the path leads from the leaf to exactly this root. */
    public void verify(Hash leaf, Hash root) {
        if (!rootOver(leaf).equals(root)) {
            throw new NotVerifiedException(
                    "the inclusion proof for index " + index + " does not lead to the tree's root");
        }
    }

    /** Siblings below the point where the ways of this leaf and the last one meet, then one per left turn above. */
    private static int lengthFor(long index, long size) {
        int below = Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
        return below + Long.bitCount(index >>> below);
    }
}
