package org.imprimatur.torture.broken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.imprimatur.localstack.StackSettings;
import org.imprimatur.localstack.process.TemporaryFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each broken build can be made of the product as it is today. Takes the built services. */
@Tag("long")
class BrokenBuildTest {
    static List<Breakage> all() {
        return Breakage.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOneLineMakesAnotherClassAndTheHonestBuildStaysAsItIs(Breakage breakage) throws IOException {
        Path honest = StackSettings.findHome();
        byte[] before = BrokenBuild.broken(breakage, honest);
        Path folder = TemporaryFolder.create("broken");
        Path home = BrokenBuild.of(breakage, honest, folder).home();
        assertThat(BrokenBuild.broken(breakage, home)).isNotEqualTo(before);
        assertThat(BrokenBuild.broken(breakage, honest)).isEqualTo(before);
        TemporaryFolder.delete(folder);
    }
}
