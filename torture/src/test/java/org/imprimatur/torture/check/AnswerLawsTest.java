package org.imprimatur.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Reply;
import org.imprimatur.torture.schedule.Disaster.Struck;
import org.imprimatur.torture.schedule.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was answered is held against what may be. */
class AnswerLawsTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Struck KILLED = new Struck(new Fault(0, Fault.Kind.KILL, "content-1", 0, ""), NOON,
            NOON.plusSeconds(10));

    private final Ledger ledger = new Ledger();

    private void answered(int second, int status) {
        ledger.note("approve", new Reply(status, Map.of(), "no words", NOON.plusSeconds(second),
                NOON.plusSeconds(second)));
    }

    private Finding calm(Struck... struck) {
        return new AnswerLaws(ledger, NOON.minusSeconds(60), List.of(struck)).calm();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 429, 500, 503})
    void whatIsNoAnswerIsFoundWhereNothingWasWrong(int status) {
        answered(0, status);
        assertThat(calm().broken()).singleElement().asString().contains("approve: " + status);
    }

    @Test
    void answersAndRefusalsAreNoFaults() {
        List.of(200, 201, 202, 304, 403, 409, 412, 422).forEach(status -> answered(0, status));
        assertThat(calm()).returns(8L, Finding::looked).returns(List.of(), Finding::broken);
    }

    @Test
    void whatHasJustStartedHasTheTimeThatARestartHas() {
        answered(-41, 0);
        answered(-40, 0);
        assertThat(calm()).returns(1L, Finding::looked).extracting(Finding::broken)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).hasSize(1);
    }

    @Test
    void aFaultIsExcusedByOneThatItCanHaveMetAndByNoOther() {
        answered(-12, 503);
        answered(-11, 503);
        answered(29, 503);
        answered(30, 503);
        assertThat(calm(KILLED)).returns(2L, Finding::looked).extracting(Finding::broken)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).hasSize(2)
                .anySatisfy(one -> assertThat(one.toString()).startsWith("2026-11-26T11:59:48Z"))
                .anySatisfy(one -> assertThat(one.toString()).startsWith("2026-11-26T12:00:30Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a change lost to another one", "an own retry refused", "a right choice refused",
        "a repeated choice with another number", "a readable cookie other than the newest record",
        "a readable cookie moved by an old choice", "a log that became shorter"})
    void whatPeopleSawBrokenIsCountedUnderItsLawAlone(String law) {
        ledger.broken(law, "seen");
        assertThat(new AnswerLaws(ledger, NOON, List.of()).breaches()).hasSize(7).allSatisfy(finding -> assertThat(
                finding.broken()).isEqualTo(finding.law().equals(law) ? List.of("seen") : List.of()));
    }
}
