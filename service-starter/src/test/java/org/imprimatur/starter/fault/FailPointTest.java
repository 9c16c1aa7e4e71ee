package org.imprimatur.starter.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What happens between two writes, and that in a normal start nothing does. */
class FailPointTest {
    private final ApplicationContextRunner start = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FaultConfiguration.class));
    private final AtomicInteger halts = new AtomicInteger();

    @TempDir
    Path folder;

    private FailPoint armed(String order) throws IOException {
        Files.writeString(folder.resolve(ArmedFailPoint.ORDER), order);
        return new ArmedFailPoint(folder, halts::incrementAndGet);
    }

    @Test
    void aNormalStartHasPlacesAtWhichNothingHappens() {
        start.run(context -> assertThat(context).hasSingleBean(FailPoint.class).getBean(FailPoint.class)
                .isSameAs(FailPoint.NONE));
    }

    @Test
    void onlyAStartThatNamesATorturesFolderCanBeMadeToFail() {
        start.withPropertyValues("imprimatur.torture.folder=" + folder).run(context -> assertThat(context)
                .hasSingleBean(FailPoint.class).getBean(FailPoint.class).isInstanceOf(ArmedFailPoint.class));
    }

    @Test
    void nothingHappensThatNobodyAskedForNorAnywhereElse() throws IOException {
        new ArmedFailPoint(folder, halts::incrementAndGet).pass("words|entry");
        FailPoint point = armed("1 1 HALT words|entry");
        point.pass("entry|relay");
        assertThat(halts).hasValue(0);
    }

    @Test
    void theProcessEndsAtTheGivenPassAndOnlyOnce() throws IOException {
        FailPoint point = armed("7 3 HALT words|entry");
        point.pass("words|entry");
        point.pass("words|entry");
        assertThat(halts).hasValue(0);
        assertThat(folder.resolve("hit-7")).doesNotExist();
        point.pass("words|entry");
        point.pass("words|entry");
        assertThat(halts).hasValue(1);
        assertThat(folder.resolve("hit-7")).exists();
        assertThat(folder.resolve(ArmedFailPoint.ORDER)).doesNotExist();
    }

    @Test
    void memoryRunsOutWhereThatIsAskedFor() throws IOException {
        FailPoint point = armed("2 1 MEMORY bytes|edition");
        assertThatThrownBy(() -> point.pass("bytes|edition")).isInstanceOf(OutOfMemoryError.class);
        point.pass("bytes|edition");
        assertThat(halts).hasValue(0);
    }

    @Test
    void passesOfAnEarlierOrderDontCountForTheNext() throws IOException {
        FailPoint point = armed("1 2 HALT words|entry");
        point.pass("words|entry");
        Files.writeString(folder.resolve(ArmedFailPoint.ORDER), "2 2 HALT words|entry");
        point.pass("words|entry");
        assertThat(halts).hasValue(0);
    }
}
