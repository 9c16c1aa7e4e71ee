package org.imprimatur.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

/** Which run a seed asks for. */
class SeedTest {
    private static Seed of(String text, String now) {
        return Seed.of(text, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    @Test
    void aDayHasOneSeedThatIsAnothersTheNextDay() {
        assertThat(of("date", "2026-11-26T00:00:00Z")).isEqualTo(of("date", "2026-11-26T23:59:59Z"))
                .isEqualTo(new Seed(20261126));
        assertThat(of("date", "2026-11-27T00:00:00Z")).isEqualTo(new Seed(20261127));
    }

    @Test
    void theDayIsTheSameOnAMachineOfAnyTimeZone() {
        Clock elsewhere = Clock.fixed(Instant.parse("2026-11-26T23:00:00Z"), ZoneId.of("Pacific/Auckland"));
        assertThat(Seed.of("date", elsewhere)).isEqualTo(new Seed(20261126));
    }

    @Test
    void whatWasPrintedForADateGivesItsRunOnAnyOtherDay() {
        String printed = Long.toString(of("date", "2026-11-26T12:00:00Z").number());
        assertThat(of(printed, "2027-01-01T00:00:00Z")).isEqualTo(of("date", "2026-11-26T12:00:00Z"));
    }

    @Test
    void whatIsNeitherANumberNorTheDateIsRefused() {
        assertThatThrownBy(() -> of("today", "2026-11-26T12:00:00Z")).isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("today");
    }
}
