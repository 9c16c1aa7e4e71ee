package org.imprimatur.torture.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.torture.schedule.Fault.Kind;
import org.junit.jupiter.api.Test;

/** What counts as a fault. */
class StrikesTest {
    private static final Fault FAULT = new Fault(4, Kind.FILL, "mongod-1", 10, "");

    private final Strikes strikes = new Strikes();

    @Test
    void aFaultThatCouldNotBeCarriedOutIsNoneAndIsToldWithItsReason() {
        strikes.strike(FAULT, _ -> {
            throw new NotCarriedOutException("it has no disk of its own");
        });
        assertThat(strikes.struck()).isEmpty();
        assertThat(strikes.missed()).singleElement().hasToString("FILL mongod-1: it has no disk of its own");
    }

    @Test
    void oneThatWentWrongOnTheWayIsOneAllTheSame() {
        strikes.strike(FAULT, _ -> {
            throw new StackException("it doesn't start again");
        });
        assertThat(strikes.struck()).extracting(Disaster.Struck::fault).containsExactly(FAULT);
        assertThat(strikes.missed()).isEmpty();
    }

    @Test
    void itBeganWhenItCameToItAndNotWhenItWasAskedFor() {
        Instant hit = Instant.parse("2026-11-26T12:00:00Z");
        strikes.strike(FAULT, _ -> hit);
        assertThat(strikes.struck()).singleElement().returns(hit, Disaster.Struck::begun);
    }
}
