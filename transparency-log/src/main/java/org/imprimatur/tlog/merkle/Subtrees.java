package org.imprimatur.tlog.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The hashes of complete subtrees, from wherever they are kept; enough to make any root and any proof of any size that
 * they cover.
 */
@FunctionalInterface
public interface Subtrees {

    /**
     * The hash over the 2<sup>height</sup> leaves that begin at {@code index * 2^height}.
     *
     * @param height 0 for single leaves
     * @param index the place among the subtrees of that height, counted from 0
     */
    Hash hash(int height, long index);

    /** The root of the tree made of the first leaves. */
    default Hash root(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("no tree has " + size + " leaves");
        }
        return size == 0 ? Hash.EMPTY_ROOT : range(0, size);
    }

    /** PATH(index, D[size]) of RFC 6962 §2.1.1. */
    default InclusionProof inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index " + index + " is outside a tree of " + size + " leaves");
        }
        List<Hash> path = new ArrayList<>();
        long low = 0;
        long high = size;
        while (high - low > 1) {
            long middle = low + split(high - low);
            if (index < middle) {
                path.add(range(middle, high));
                high = middle;
            } else {
                path.add(range(low, middle));
                low = middle;
            }
        }
        return new InclusionProof(index, size, path.reversed());
    }

    /** PROOF(from, D[to]) of RFC 6962 §2.1.2. */
    default ConsistencyProof consistency(long from, long to) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("no tree grows from " + from + " to " + to + " leaves");
        }
        List<Hash> path = new ArrayList<>();
        long low = 0;
        long high = to;
        while (from != 0 && from != high) {
            long middle = low + split(high - low);
            if (from <= middle) {
                path.add(range(middle, high));
                high = middle;
            } else {
                path.add(range(low, middle));
                low = middle;
            }
        }
        if (low > 0) {
            path.add(range(low, high));
        }
        return new ConsistencyProof(from, to, path.reversed());
    }

    /** MTH(D[low:high]), where low is a multiple of a power of two that is not below the range's length. */
    private Hash range(long low, long high) {
        long length = high - low;
        if (Long.bitCount(length) == 1) {
            int height = Long.numberOfTrailingZeros(length);
            return hash(height, low >>> height);
        }
        long middle = low + split(length);
        return Hash.node(range(low, middle), range(middle, high));
    }

    /** The largest power of two below the length: where RFC 6962 §2.1 divides a tree. */
    private static long split(long length) {
        return Long.highestOneBit(length - 1);
    }
}
