package org.imprimatur.publishing.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.imprimatur.tlog.merkle.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @Test
    void aLeafSaysWhatAPathHolds() {
        assertThat(Manifest.leaf(page("/cases/a", 200))).isEqualTo("/cases/a\t200\t" + HEX + "\n");
        assertThat(Manifest.leaf(page("/cases/a", 451))).isEqualTo("/cases/a\t451\t" + HEX + "\n");
        assertThat(Manifest.leaf(new PathChange("/cases/a", 301, "sha256:" + HEX, "text/html", "/cases/b"))).isEqualTo(
                "/cases/a\t301\t" + Hash.sha256("/cases/b".getBytes(StandardCharsets.UTF_8)).hex() + "\n");
        assertThat(Manifest.leaf(PathChange.removed("/tags/a/")))
                .isEqualTo("/tags/a/\t404\te3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n");
    }

    @Test
    void theLeavesLieInTheOrderOfTheirPathsBytesWhicheverCameFirst() {
        // U+FF01 comes before U+1F600 in UTF-8, and after its surrogates in UTF-16.
        var paths = List.of("/", "/Cases", "/cases/", "/cases/a", "/cases/a-b", "/tags/é/", "/tags/\uff01/",
                "/tags/\ud83d\ude00/", "404");
        var mixed = new ArrayList<>(paths.stream().map(path -> page(path, 200)).toList());
        Collections.shuffle(mixed, new Random(1));
        assertThat(Manifest.ordered(mixed)).extracting(PathChange::path).containsExactlyElementsOf(paths);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100})
    void theRootIsTheOneOfRfc6962(int size) {
        var changes = IntStream.range(0, size).mapToObj(number -> page("/cases/" + number, 200)).toList();
        assertThat(Manifest.root(changes)).isEqualTo(root(changes));
    }

    @Test
    void anEditionWithoutChangesHasTheRootOfNothing() {
        assertThat(Manifest.root(List.of())).isEqualTo(Hash.EMPTY_ROOT);
    }

    /** MTH as section 2.1 writes it down. */
    private static Hash root(List<PathChange> changes) {
        int size = changes.size();
        if (size == 1) {
            return Hash.sha256(new byte[]{0}, Manifest.leaf(changes.getFirst()).getBytes(StandardCharsets.UTF_8));
        }
        int half = 1;
        while (half * 2 < size) {
            half *= 2;
        }
        return Hash.sha256(new byte[]{1}, root(changes.subList(0, half)).bytes(),
                root(changes.subList(half, size)).bytes());
    }

    private static PathChange page(String path, int status) {
        return new PathChange(path, status, "sha256:" + HEX, "text/html; charset=utf-8", null);
    }
}
