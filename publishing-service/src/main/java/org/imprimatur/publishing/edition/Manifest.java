package org.imprimatur.publishing.edition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.merkle.Subtrees;

/**
 * What an edition changes, as a Merkle tree (RFC 6962, section 2.1): anybody can be shown what one path held, with a
 * proof, and needs none of the others for it. A leaf is {@code <path>\t<status>\t<hash>\n}, the hash in hexadecimal
 * digits: of the page's bytes before any encoding, of where a 301 leads, of nothing where nothing is left. The leaves
 * lie in the order of their paths' bytes.
 */
final class Manifest {
    private static final Comparator<PathChange> ORDER = Comparator.comparing(Manifest::pathBytes,
            Arrays::compareUnsigned);

    private Manifest() {}

    static List<PathChange> ordered(List<PathChange> changes) {
        return changes.stream().sorted(ORDER).toList();
    }

    /** @param changes in their order */
    static Hash root(List<PathChange> changes) {
        Hash[] leaves = changes.stream().map(change -> Hash.leaf(leaf(change).getBytes(StandardCharsets.UTF_8)))
                .toArray(Hash[]::new);
        return subtrees(leaves).root(leaves.length);
    }

    static String leaf(PathChange change) {
        return change.path() + '\t' + change.status() + '\t' + hex(change) + '\n';
    }

    private static String hex(PathChange change) {
        if (change.status() == 301) {
            String target = Objects.requireNonNull(change.location());
            return Hash.sha256(target.getBytes(StandardCharsets.UTF_8)).hex();
        }
        String hash = change.hash();
        return hash == null ? Hash.sha256(new byte[0]).hex() : hash.substring(hash.indexOf(':') + 1);
    }

    private static Subtrees subtrees(Hash[] leaves) {
        return new Subtrees() {
            @Override
            public Hash hash(int height, long index) {
                return height == 0
                        ? leaves[Math.toIntExact(index)]
                        : Hash.node(hash(height - 1, 2 * index), hash(height - 1, 2 * index + 1));
            }
        };
    }

    private static byte[] pathBytes(PathChange change) {
        return change.path().getBytes(StandardCharsets.UTF_8);
    }
}
