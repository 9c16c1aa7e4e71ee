package org.imprimatur.torture.broken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.imprimatur.localstack.StackSettings;
import org.imprimatur.localstack.process.TemporaryFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checker is itself checked: a build that is broken in one line is caught, in the line of the table that tells of
 * it; and under the very same load and faults the honest build is not.
 */
@Tag("nightly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenBuildsTest {
    private static final String ONLY = System.getProperty("broken", "");

    private final Path honest = StackSettings.findHome();
    private final Map<List<String>, TortureRun> honestRuns = new HashMap<>();

    static List<Breakage> all() {
        return Breakage.all().stream().filter(breakage -> breakage.what().contains(ONLY)).toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void aBuildThatIsBrokenInOneLineIsCaughtAndTheHonestOneIsNot(Breakage breakage) throws IOException {
        Path folder = TemporaryFolder.create("broken");
        BrokenBuild build = BrokenBuild.of(breakage, honest, folder);
        TortureRun caught = TortureRun.of(build.home(), breakage.options(),
                Files.createDirectories(folder.resolve("run")));
        tell(breakage, "broken", caught);
        assertThat(caught.line(breakage.law()).broken()).as(() -> "broken " + caught.broken() + ", see " + caught.log())
                .isPositive();
        TemporaryFolder.delete(folder);
        TortureRun clean = honest(breakage.options());
        tell(breakage, "honest", clean);
        assertThat(clean.line(breakage.law()).broken()).as(() -> "of the honest build, see " + clean.log()).isZero();
        assertThat(clean.line(breakage.law()).looked()).isPositive();
    }

    /** Breakages that show under the same load and faults share the run that they are compared with. */
    private TortureRun honest(List<String> options) throws IOException {
        TortureRun known = honestRuns.get(options);
        if (known == null) {
            Path folder = TemporaryFolder.create("honest");
            known = TortureRun.of(honest, options, folder);
            honestRuns.put(options, known);
            TemporaryFolder.delete(folder);
        }
        return known;
    }

    private static void tell(Breakage breakage, String build, TortureRun run) {
        System.out.printf("%s, %s build: \"%s\" %d of %d; all that was broken: %s%n", breakage.what(), build,
                breakage.law(), run.line(breakage.law()).broken(), run.line(breakage.law()).looked(), run.broken());
    }
}
