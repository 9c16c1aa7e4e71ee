package org.imprimatur.tlog.merkle;

import java.util.ArrayList;
import java.util.List;

/** RFC 6962 §2.1 written down as it stands there, recursion by recursion: slow, and what everything is held to. */
public final class ReferenceTree {

    private ReferenceTree() {}

    /** MTH(D[n]). */
    public static Hash root(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return Hash.sha256();
        }
        if (entries.size() == 1) {
            return Hash.sha256(new byte[]{0}, entries.getFirst());
        }
        int k = split(entries.size());
        return Hash.sha256(new byte[]{1}, root(entries.subList(0, k)).bytes(),
                root(entries.subList(k, entries.size())).bytes());
    }

    /** PATH(m, D[n]). */
    static List<Hash> path(int m, List<byte[]> entries) {
        int n = entries.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        return m < k
                ? plus(path(m, entries.subList(0, k)), root(entries.subList(k, n)))
                : plus(path(m - k, entries.subList(k, n)), root(entries.subList(0, k)));
    }

    /** SUBPROOF(m, D[n], b). */
    static List<Hash> subproof(int m, List<byte[]> entries, boolean b) {
        int n = entries.size();
        if (m == n) {
            return b ? List.of() : List.of(root(entries));
        }
        int k = split(n);
        return m <= k
                ? plus(subproof(m, entries.subList(0, k), b), root(entries.subList(k, n)))
                : plus(subproof(m - k, entries.subList(k, n), false), root(entries.subList(0, k)));
    }

    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static List<Hash> plus(List<Hash> hashes, Hash last) {
        List<Hash> longer = new ArrayList<>(hashes);
        longer.add(last);
        return longer;
    }
}
