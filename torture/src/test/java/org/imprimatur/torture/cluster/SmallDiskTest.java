package org.imprimatur.torture.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full takes nothing, keeps what it has, and takes more once there is room. */
class SmallDiskTest {
    @TempDir
    Path folder;

    @Test
    void aFullDiskTakesNothingUntilItHasRoomAgain() throws IOException {
        Path there = folder.resolve("disk");
        Optional<SmallDisk> made = SmallDisk.at(there);
        Assumptions.assumeTrue(made.isPresent(), "a disk in memory takes an administrator");
        try (SmallDisk disk = made.get()) {
            Files.write(there.resolve("before"), new byte[100_000]);
            disk.fill();
            assertThatThrownBy(() -> Files.write(there.resolve("meanwhile"), new byte[10_000]))
                    .isInstanceOf(IOException.class);
            assertThat(there.resolve("before")).hasSize(100_000);
            disk.free();
            Files.write(there.resolve("after"), new byte[100_000]);
            assertThat(there.resolve("after")).hasSize(100_000);
        }
    }
}
