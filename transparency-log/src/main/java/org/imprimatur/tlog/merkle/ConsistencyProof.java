package org.imprimatur.tlog.merkle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;

/**
 * Shows that a tree begins with all leaves of an earlier one, unchanged and in order (RFC 6962 §2.1.2).
 *
 * <p>
 * Sizes that go backwards are refused with a {@link MalformedException}. Every tree is consistent with the empty one and
 * with itself, and the proof of that holds no hash.
 *
 * @param from leaves of the earlier tree
 * @param to leaves of the later tree
 * @param path the hashes in the RFC's order
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {

    public ConsistencyProof {
        path = List.copyOf(path);
        if (from < 0 || from > to) {
            throw new MalformedException("no tree grows from " + from + " to " + to + " leaves");
        }
        if ((from == 0 || from == to) && !path.isEmpty()) {
            throw new MalformedException("a consistency proof from " + from + " to " + to + " holds no hash");
        }
    }

    /** Throws {@link NotVerifiedException} unless the path leads to both roots and uses every hash it has. */
    public void verify(Hash fromRoot, Hash toRoot) {
        if (from == 0) {
            require(fromRoot.equals(Hash.EMPTY_ROOT), "the empty tree's root is another");
            require(to > 0 || toRoot.equals(Hash.EMPTY_ROOT), "the empty tree's root is another");
        } else if (from == to) {
            require(fromRoot.equals(toRoot), "two roots for one size");
        } else {
            climb(fromRoot, toRoot);
        }
    }

    /** RFC 9162 §2.1.4.2: rebuilds both roots at once. */
    private void climb(Hash fromRoot, Hash toRoot) {
        Deque<Hash> hashes = new ArrayDeque<>(path);
        long node = from - 1;
        long last = to - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        // An earlier tree that is one complete subtree is not repeated in the proof: its root is the seed.
        Hash older = node == 0 ? fromRoot : take(hashes);
        Hash newer = older;
        while (last > 0) {
            if ((node & 1) == 1) {
                Hash left = take(hashes);
                older = Hash.node(left, older);
                newer = Hash.node(left, newer);
            } else if (node < last) {
                newer = Hash.node(newer, take(hashes));
            }
            node >>= 1;
            last >>= 1;
        }
        require(hashes.isEmpty(), "it has hashes left over");
        require(older.equals(fromRoot), "it does not lead to the earlier root");
        require(newer.equals(toRoot), "it does not lead to the later root");
    }

    private Hash take(Deque<Hash> hashes) {
        require(!hashes.isEmpty(), "it has too few hashes");
        return hashes.removeFirst();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new NotVerifiedException(
                    "the consistency proof from " + from + " to " + to + " fails: " + otherwise);
        }
    }
}
