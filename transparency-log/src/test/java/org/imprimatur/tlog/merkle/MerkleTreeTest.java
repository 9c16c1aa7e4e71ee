package org.imprimatur.tlog.merkle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTreeTest {

    /** The leaves that the reference implementation of Certificate Transparency is tested with. */
    private static final List<byte[]> CT = List
            .of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .stream().map(HexFormat.of()::parseHex).toList();

    private static final List<byte[]> ENTRIES = IntStream.range(0, 301)
            .mapToObj(i -> ("entry " + i).getBytes(US_ASCII)).toList();

    private static final Subtrees TREE = new Remembering(ENTRIES);

    @ParameterizedTest
    @CsvSource({"0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"})
    void rootsAreThoseOfCertificateTransparency(int size, String root) {
        assertThat(new Remembering(CT).root(size).hex()).isEqualTo(root);
        assertThat(ReferenceTree.root(CT.subList(0, size)).hex()).isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, ''", "0, 8, 96a296d2 5f083f0a 6b47aaf2", "5, 8, bc1a0643 ca854ea1 d37ee418", "2, 3, fac54203",
        "1, 5, 6e340b9c 5f083f0a bc1a0643"})
    void inclusionProofsAreThoseOfCertificateTransparency(int index, int size, String path) {
        assertThat(beginnings(new Remembering(CT).inclusion(index, size).path())).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, ''", "1, 8, 96a296d2 5f083f0a 6b47aaf2", "6, 8, 0ebc5d34 ca854ea1 d37ee418",
        "2, 5, 5f083f0a bc1a0643"})
    void consistencyProofsAreThoseOfCertificateTransparency(int from, int to, String path) {
        assertThat(beginnings(new Remembering(CT).consistency(from, to).path())).isEqualTo(path);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void everyRootIsTheRfcs(@ForAll @IntRange(min = 0, max = 300) int size) {
        assertThat(TREE.root(size)).isEqualTo(ReferenceTree.root(ENTRIES.subList(0, size)));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void everyIndexOfEverySizeHasItsProof(@ForAll @IntRange(min = 1, max = 300) int size) {
        Hash root = TREE.root(size);
        for (int index = 0; index < size; index++) {
            InclusionProof proof = TREE.inclusion(index, size);
            proof.verify(Hash.leaf(ENTRIES.get(index)), root);
            Hash neighbour = Hash.leaf(ENTRIES.get(index + 1));
            assertThatThrownBy(() -> proof.verify(neighbour, root)).isInstanceOf(NotVerifiedException.class);
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void everySizeIsConsistentWithEveryEarlierOne(@ForAll @IntRange(min = 0, max = 300) int to) {
        Hash root = TREE.root(to);
        Hash other = Hash.leaf(root.bytes());
        for (int from = 0; from <= to; from++) {
            Hash earlier = TREE.root(from);
            ConsistencyProof proof = TREE.consistency(from, to);
            proof.verify(earlier, root);
            assertThatThrownBy(() -> proof.verify(other, root)).isInstanceOf(NotVerifiedException.class);
            if (from > 0) {
                assertThatThrownBy(() -> proof.verify(earlier, other)).isInstanceOf(NotVerifiedException.class);
            }
        }
    }

    @Property(tries = 200)
    void proofsAreTheRfcsHashByHash(@ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = 0, max = 299) int any) {
        int index = any % size;
        List<byte[]> entries = ENTRIES.subList(0, size);

        assertThat(TREE.inclusion(index, size).path()).isEqualTo(ReferenceTree.path(index, entries));
        assertThat(TREE.consistency(index + 1, size).path())
                .isEqualTo(ReferenceTree.subproof(index + 1, entries, true));
    }

    @Property(tries = 300)
    void aProofWithAHashTooFewOrTooManyIsRefused(@ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = 0, max = 299) int any, @ForAll @IntRange(min = 0, max = 9) int place) {
        InclusionProof proof = TREE.inclusion(any % size, size);
        for (List<Hash> path : disfigured(proof.path(), place)) {
            assertThatThrownBy(() -> new InclusionProof(proof.index(), size, path))
                    .isInstanceOf(MalformedException.class);
        }
        ConsistencyProof consistency = TREE.consistency(any % size, size);
        for (List<Hash> path : disfigured(consistency.path(), place)) {
            assertThatThrownBy(() -> new ConsistencyProof(consistency.from(), size, path)
                    .verify(TREE.root(consistency.from()), TREE.root(size)))
                    .isInstanceOfAny(MalformedException.class, NotVerifiedException.class);
        }
    }

    @Property(tries = 300)
    void anyBitFlippedInAProofSpoilsIt(@ForAll @IntRange(min = 2, max = 300) int size,
            @ForAll @IntRange(min = 1, max = 299) int any, @ForAll @IntRange(min = 0, max = 255) int bit) {
        InclusionProof proof = TREE.inclusion(any % size, size);
        Hash leaf = Hash.leaf(ENTRIES.get(any % size));
        for (int i = 0; i < proof.path().size(); i++) {
            InclusionProof forged = new InclusionProof(proof.index(), size, flipped(proof.path(), i, bit));
            assertThatThrownBy(() -> forged.verify(leaf, TREE.root(size))).isInstanceOf(NotVerifiedException.class);
        }
        ConsistencyProof consistency = TREE.consistency(any % size, size);
        for (int i = 0; i < consistency.path().size(); i++) {
            ConsistencyProof forged = new ConsistencyProof(consistency.from(), size,
                    flipped(consistency.path(), i, bit));
            assertThatThrownBy(() -> forged.verify(TREE.root(consistency.from()), TREE.root(size)))
                    .isInstanceOf(NotVerifiedException.class);
        }
    }

    @Property(tries = 300)
    void aProofForOneIndexIsNoneForAnother(@ForAll @IntRange(min = 2, max = 300) int size,
            @ForAll @IntRange(min = 0, max = 299) int first, @ForAll @IntRange(min = 0, max = 299) int second) {
        int index = first % size;
        int other = second % size;
        if (index != other) {
            Hash leaf = Hash.leaf(ENTRIES.get(index));
            List<Hash> path = TREE.inclusion(index, size).path();
            assertThatThrownBy(() -> new InclusionProof(other, size, path).verify(leaf, TREE.root(size)))
                    .isInstanceOfAny(MalformedException.class, NotVerifiedException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "5, 5", "6, 5", "0, 0", "0, -1", "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, 1"})
    void anIndexOutsideTheTreeIsRefused(long index, long size) {
        assertThatThrownBy(() -> new InclusionProof(index, size, List.of())).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> TREE.inclusion(index, size)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "6, 5", "-2, -1", "1, 0"})
    void aTreeThatShrinksIsRefused(long from, long to) {
        assertThatThrownBy(() -> new ConsistencyProof(from, to, List.of())).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> TREE.consistency(from, to)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLargestTreeHasProofsToo() {
        // Every complete subtree alike: enough to walk all 63 heights without 2^63 leaves.
        Subtrees alike = (height, _) -> Hash.sha256(new byte[]{(byte) height});
        for (long size : new long[]{Long.MAX_VALUE, Long.MAX_VALUE - 1, 1L << 62, (1L << 62) + 1}) {
            for (long index : new long[]{0, 1, size / 2, size - 2, size - 1}) {
                InclusionProof proof = alike.inclusion(index, size);
                assertThat(proof.path()).hasSizeBetween(1, 63);
                assertThat(proof.rootOver(alike.hash(0, index))).isNotNull();
                assertThat(alike.consistency(index, size).path()).hasSizeLessThanOrEqualTo(64);
            }
        }
    }

    @Test
    void theEmptyTreeHasOneRootOnly() {
        Hash other = Hash.leaf(new byte[0]);

        new ConsistencyProof(0, 0, List.of()).verify(Hash.EMPTY_ROOT, Hash.EMPTY_ROOT);
        assertThatThrownBy(() -> new ConsistencyProof(0, 7, List.of()).verify(other, TREE.root(7)))
                .isInstanceOf(NotVerifiedException.class);
        assertThatThrownBy(() -> new ConsistencyProof(0, 0, List.of()).verify(Hash.EMPTY_ROOT, other))
                .isInstanceOf(NotVerifiedException.class);
        assertThatThrownBy(() -> new ConsistencyProof(7, 7, List.of(other)).verify(other, other))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void aHashHas32BytesAndKeepsThem() {
        byte[] bytes = new byte[32];
        Hash hash = Hash.of(bytes);
        bytes[0] = 1;
        hash.bytes()[1] = 1;

        assertThat(hash).isEqualTo(Hash.of(new byte[32])).hasToString("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        assertThatThrownBy(() -> Hash.of(new byte[31])).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Hash.of(new byte[33])).isInstanceOf(MalformedException.class);
    }

    private static List<List<Hash>> disfigured(List<Hash> path, int place) {
        List<List<Hash>> all = new ArrayList<>();
        List<Hash> longer = new ArrayList<>(path);
        longer.add(place % (path.size() + 1), Hash.EMPTY_ROOT);
        all.add(longer);
        if (!path.isEmpty()) {
            List<Hash> shorter = new ArrayList<>(path);
            shorter.remove(place % path.size());
            all.add(shorter);
            List<Hash> doubled = new ArrayList<>(path);
            doubled.add(path.getLast());
            all.add(doubled);
        }
        return all;
    }

    private static List<Hash> flipped(List<Hash> path, int place, int bit) {
        byte[] bytes = path.get(place).bytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        List<Hash> forged = new ArrayList<>(path);
        Collections.replaceAll(forged, path.get(place), Hash.of(bytes));
        return forged;
    }

    private static String beginnings(List<Hash> hashes) {
        return String.join(" ", hashes.stream().map(hash -> hash.hex().substring(0, 8)).toList());
    }

    /** Subtrees of a list, each hashed once. */
    private static final class Remembering implements Subtrees {

        private final List<byte[]> entries;

        private final Map<List<Long>, Hash> known = new HashMap<>();

        Remembering(List<byte[]> entries) {
            this.entries = entries;
        }

        @Override
        public Hash hash(int height, long index) {
            List<Long> key = Arrays.asList((long) height, index);
            Hash hash = known.get(key);
            if (hash == null) {
                hash = height == 0
                        ? Hash.leaf(entries.get((int) index))
                        : Hash.node(hash(height - 1, 2 * index), hash(height - 1, 2 * index + 1));
                known.put(key, hash);
            }
            return hash;
        }
    }
}
