package org.imprimatur.tlog.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.imprimatur.tlog.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileIdTest {

    @ParameterizedTest
    @CsvSource({"0, 0, 256, tile/0/000", "0, 1234067, 256, tile/0/x001/x234/067", "1, 67, 12, tile/1/067.p/12",
        "63, 1000, 255, tile/63/x001/000.p/255", "0, 999999, 1, tile/0/x999/999.p/1",
        "7, 9223372036854775807, 256, tile/7/x009/x223/x372/x036/x854/x775/807"})
    void aTileOfHashesHasOnePath(int level, long index, int width, String path) {
        TileId id = new TileId.Hashes(level, index, width);

        assertThat(id.path()).isEqualTo(path);
        assertThat(TileId.parse(path)).isEqualTo(id);
    }

    @Test
    void aBundleOfEntriesHasOnePath() {
        TileId id = new TileId.Entries(1234067, 8);

        assertThat(id.path()).isEqualTo("tile/entries/x001/x234/067.p/8");
        assertThat(TileId.parse(id.path())).isEqualTo(id);
        assertThat(id.full().path()).isEqualTo("tile/entries/x001/x234/067");
    }

    @Property
    void everyPathReadsBack(@ForAll @IntRange(min = 0, max = 63) int level, @ForAll @LongRange(min = 0) long index,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        TileId hashes = new TileId.Hashes(level, index, width);
        TileId entries = new TileId.Entries(index, width);

        assertThat(TileId.parse(hashes.path())).isEqualTo(hashes);
        assertThat(TileId.parse(entries.path())).isEqualTo(entries);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "0, 0, 1, 1", "0, 0, 255, 255", "0, 0, 256, 256", "0, 1, 256, 0", "0, 1, 257, 1",
        "1, 0, 255, 0", "1, 0, 600, 2", "1, 0, 65536, 256", "2, 0, 65535, 0", "2, 0, 65536, 1", "63, 0, 600, 0",
        "0, 9223372036854775807, 9223372036854775807, 0"})
    void aTileIsAsWideAsTheLogIsLong(int level, long index, long size, int width) {
        assertThat(new TileId.Hashes(level, index, 1).widthAt(size)).isEqualTo(width);
        if (level == 0) {
            assertThat(new TileId.Entries(index, 1).widthAt(size)).isEqualTo(width);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tile", "tile/", "tile/0", "tile/0/", "/tile/0/000", "tile/0/000/", "tile//000",
        "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000/000", "tile/0/x000/x001/000", "tile/0/x001",
        "tile/0/001/000", "tile/0/x01/000", "tile/0/X001/000", "tile/0/x001/x000", "tile/00/000", "tile/01/000",
        "tile/64/000", "tile/100/000", "tile/-1/000", "tile/+1/000", "tile/Entries/000", "tile/data/000",
        "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.p", "tile/0/000.p/1/",
        "tile/0/000.p/-1", "tile/0/000.p/1000", "tile/0/000p/1", "tile/0/..", "tile/0/000\n", "\ntile/0/000",
        "tile/0/000 ", "tile/0/%30%30%30", "tile/0/٠٠٠", "tile/0/x009/x223/x372/x036/x854/x775/808",
        "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/x001/x000/x000/x000/x000/x000/x000/000",
        "tile/entries/x000/001", "tile/entries/../0/000"})
    void anyOtherSpellingIsRefused(String path) {
        assertThatThrownBy(() -> TileId.parse(path)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 1", "64, 0, 1", "0, -1, 1", "0, 0, 0", "0, 0, 257", "0, 0, -1"})
    void aPlaceThatIsNoneIsRefused(int level, long index, int width) {
        assertThatThrownBy(() -> new TileId.Hashes(level, index, width)).isInstanceOf(MalformedException.class);
    }
}
