package org.imprimatur.tlog.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.merkle.ReferenceTree;
import org.junit.jupiter.api.Test;

class LogEdgeTest {

    @Property(tries = 60)
    void batchesOfAnySizeGiveTheTreeOfTheRfc(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 300) Integer> batches) {
        StoredLog log = new StoredLog();
        int size = 0;
        for (int batch : batches) {
            log.grow(StoredLog.entries(size, size + batch)).reload();
            size += batch;
            assertThat(log.edge().size()).isEqualTo(size);
            assertThat(log.edge().root()).isEqualTo(ReferenceTree.root(StoredLog.entries(0, size)));
            assertThat(new TiledTree(size, log).root()).isEqualTo(log.edge().root());
        }
    }

    @Property(tries = 30)
    void theTilesOfASizeDependOnTheEntriesAlone(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 300) Integer> batches) {
        StoredLog inBatches = new StoredLog();
        int size = 0;
        for (int batch : batches) {
            inBatches.grow(StoredLog.entries(size, size + batch));
            size += batch;
        }
        StoredLog atOnce = new StoredLog().grow(StoredLog.entries(0, size));

        assertThat(inBatches.tiles).containsAllEntriesOf(atOnce.tiles);
        assertThat(atOnce.edge().append(List.of()).tiles()).isEmpty();
    }

    /** The example of C2SP tlog-tiles, "Partial Tiles". */
    @Test
    void seventyThousandEntriesMakeTheTilesThatTheSpecificationCounts() {
        StoredLog log = new StoredLog().grow(StoredLog.entries(0, 70_000));

        assertThat(log.tiles.keySet().stream().filter(path -> path.matches("tile/0/[0-9]{3}"))).hasSize(273);
        assertThat(log.tiles.keySet().stream().filter(path -> path.matches("tile/entries/[0-9]{3}"))).hasSize(273);
        assertThat(log.tiles.keySet().stream().filter(path -> !path.matches("tile/(0|entries)/[0-9]{3}")))
                .containsExactly("tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1",
                        "tile/entries/273.p/112");
        assertThat(log.edge().root()).isEqualTo(ReferenceTree.root(StoredLog.entries(0, 70_000)));
        assertThat(log.reload().edge().root()).isEqualTo(log.edge().root());
    }

    @Test
    void twoHundredAndFiftySixEntriesMakeAFullTileAndOneHashAbove() {
        StoredLog log = new StoredLog().grow(StoredLog.entries(0, 256));

        assertThat(log.tiles).containsOnlyKeys("tile/0/000", "tile/1/000.p/1", "tile/entries/000");
        assertThat(log.tiles.get("tile/0/000")).hasSize(8192);
        assertThat(log.tiles.get("tile/1/000.p/1")).isEqualTo(log.edge().root().bytes());
    }

    @Test
    void aTileHoldsTheHashesOfItsLeavesAndABundleTheEntriesBehindTheirLengths() {
        StoredLog log = new StoredLog().grow(List.of(new byte[]{7}, new byte[0]));

        assertThat(log.tiles.get("tile/entries/000.p/2")).containsExactly(0, 1, 7, 0, 0);
        assertThat(log.tiles.get("tile/0/000.p/2")).isEqualTo(ByteBuffer.allocate(64)
                .put(Hash.leaf(new byte[]{7}).bytes()).put(Hash.leaf(new byte[0]).bytes()).array());
    }

    @Test
    void aLevelThatDidNotChangeIsNotWrittenAgain() {
        StoredLog log = new StoredLog().grow(StoredLog.entries(0, 300));

        List<Tile> tiles = log.edge().append(StoredLog.entries(300, 301)).tiles();

        assertThat(tiles).extracting(tile -> tile.id().path()).containsExactlyInAnyOrder("tile/0/001.p/45",
                "tile/entries/001.p/45");
    }

    @Test
    void entriesUpToTheLengthThatSixteenBitsHold() {
        byte[] longest = new byte[EntryBundle.LONGEST_ENTRY];
        StoredLog log = new StoredLog().grow(List.of(longest));

        assertThat(new TiledTree(1, log).entries(0).getFirst()).isEqualTo(longest);
        assertThatThrownBy(() -> LogEdge.empty().append(List.of(new byte[EntryBundle.LONGEST_ENTRY + 1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEdgeWithAnotherRootThanStoredIsRefused() {
        StoredLog log = new StoredLog().grow(StoredLog.entries(0, 300));
        Hash root = log.edge().root();
        log.tiles.computeIfPresent("tile/0/001.p/44", (_, bytes) -> {
            bytes[5] ^= 1;
            return bytes;
        });

        assertThatThrownBy(() -> LogEdge.load(300, root, log)).isInstanceOf(NotVerifiedException.class);
        assertThatThrownBy(() -> LogEdge.load(301, root, log)).isInstanceOf(MissingTileException.class);
        assertThatThrownBy(() -> LogEdge.load(-1, root, log)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEdgeDoesNotChangeWhenItGrows() {
        LogEdge edge = LogEdge.empty().append(StoredLog.entries(0, 5)).edge();
        Hash root = edge.root();
        edge.append(StoredLog.entries(5, 600));

        assertThat(edge.size()).isEqualTo(5);
        assertThat(edge.root()).isEqualTo(root);
    }

    @Property(tries = 40)
    void proofsFromTilesHoldForEverySizeThatHadACheckpoint(@ForAll @IntRange(min = 1, max = 700) int first,
            @ForAll @IntRange(min = 0, max = 700) int more, @ForAll @IntRange(min = 0, max = 1399) int any) {
        StoredLog log = new StoredLog().grow(StoredLog.entries(0, first));
        Hash earlier = log.edge().root();
        log.grow(StoredLog.entries(first, first + more));
        TiledTree then = new TiledTree(first, log);
        TiledTree now = new TiledTree(first + more, log);

        then.inclusion(any % first).verify(Hash.leaf(StoredLog.entries(any % first, any % first + 1).getFirst()),
                earlier);
        now.inclusion(any % first).verify(then.leaf(any % first), log.edge().root());
        now.consistencyFrom(first).verify(earlier, log.edge().root());
    }

    @Test
    void aProofReadsAFewTilesAndEachOnce() {
        StoredLog log = new StoredLog().grow(StoredLog.entries(0, 70_000));

        new TiledTree(70_000, log).inclusion(12_345);

        assertThat(log.read).hasSizeLessThanOrEqualTo(6).doesNotHaveDuplicates();
    }

    @Test
    void aPartialTileThatWasClearedAwayIsReadFromTheFullOne() {
        StoredLog log = new StoredLog().grow(StoredLog.entries(0, 100));
        Hash earlier = log.edge().root();
        log.grow(StoredLog.entries(100, 256));
        log.tiles.remove("tile/0/000.p/100");
        log.tiles.remove("tile/entries/000.p/100");

        assertThat(new TiledTree(100, log).root()).isEqualTo(earlier);
        assertThat(new TiledTree(100, log).entries(0)).hasSize(100);
    }

    @Test
    void aTileOfTheWrongLengthIsRefused() {
        StoredLog log = new StoredLog().grow(StoredLog.entries(0, 3));
        for (int length : new int[]{0, 95, 97, 128}) {
            log.tiles.put("tile/0/000.p/3", new byte[length]);
            assertThatThrownBy(() -> new TiledTree(3, log).root()).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void aBundleThatDoesNotAddUpIsRefused() {
        TileId.Entries two = new TileId.Entries(0, 2);

        assertThat(EntryBundle.decode(two, new byte[]{0, 1, 7, 0, 0})).hasSize(2);
        for (byte[] bytes : new byte[][]{{}, {0, 0}, {0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}, {0, 0, 0, 1},
            {0, 0, -1, -1, 0}, {0, 1, 7, 0, 0, 0}}) {
            assertThatThrownBy(() -> EntryBundle.decode(two, bytes)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void whatATreeDoesNotHaveIsNotAskedFor() {
        StoredLog log = new StoredLog().grow(StoredLog.entries(0, 300));
        TiledTree tree = new TiledTree(300, log);

        assertThatThrownBy(() -> tree.inclusion(300)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.leaf(300)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.entries(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.entries(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.entries(Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistencyFrom(301)).isInstanceOf(IllegalArgumentException.class);
        assertThat(log.read).isEmpty();
    }

    @Test
    void levelsOfTheLargestTreeAreCountedWithoutOverflow() {
        List<Long> counts = new ArrayList<>();
        for (int level = 0; level < 10; level++) {
            counts.add(TileSubtrees.hashesAt(level, Long.MAX_VALUE));
        }

        assertThat(counts).endsWith((1L << 15) - 1, 127L, 0L, 0L);
    }
}
