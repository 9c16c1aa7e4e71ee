package org.imprimatur.starter.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What a torture does to the time that a service is told. */
class SteppedClockTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final Clock right = Clock.fixed(NOON, ZoneOffset.UTC);
    private final ApplicationContextRunner start = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FaultConfiguration.class)).withBean(Clock.class, () -> right);

    @TempDir
    Path folder;

    private void order(String step) {
        try {
            Files.writeString(folder.resolve(SteppedClock.ORDER), step);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Test
    void inANormalStartTheClockIsTheOneThatTheServiceMade() {
        start.run(context -> assertThat(context.getBean(Clock.class)).isSameAs(right));
    }

    @Test
    void aTortureMovesItBothWaysAndBackWhileTheServiceRuns() {
        start.withPropertyValues("imprimatur.torture.folder=" + folder).run(context -> {
            Clock clock = context.getBean(Clock.class);
            assertThat(clock.instant()).isEqualTo(NOON);
            order("PT3M");
            assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(180));
            order("PT-4M");
            assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(240));
            order("PT0S");
            assertThat(clock.instant()).isEqualTo(NOON);
        });
    }
}
