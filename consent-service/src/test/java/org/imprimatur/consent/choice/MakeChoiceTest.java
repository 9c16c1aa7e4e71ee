package org.imprimatur.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Purpose;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.Method;
import org.imprimatur.consent.record.State;
import org.junit.jupiter.api.Test;

class MakeChoiceTest {
    private static final Notice NOTICE = new Notice("sha256:00", "1", "en", "EU", Duration.ofDays(180),
            List.of(new Purpose("necessary", false, false, "Necessary", ""),
                    new Purpose("statistics", true, false, "Statistics", ""),
                    new Purpose("marketing", true, true, "Marketing", "")),
            Map.of());

    @Property
    void aSignalRefusesMarketingWhateverWasClicked(@ForAll boolean statistics, @ForAll boolean marketing) {
        MakeChoice choice = choice(Map.of("statistics", statistics, "marketing", marketing), Method.BANNER, true);
        assertThat(choice.effective()).isEqualTo(
                Map.of("necessary", true, "statistics", statistics, "marketing", false));
    }

    @Property
    void whatWasClickedHoldsWithoutASignal(@ForAll boolean statistics, @ForAll boolean marketing) {
        MakeChoice choice = choice(Map.of("necessary", true, "statistics", statistics, "marketing", marketing),
                Method.SETTINGS, false);
        assertThat(choice.effective()).isEqualTo(
                Map.of("necessary", true, "statistics", statistics, "marketing", marketing));
        assertThat(choice.allowsAnything()).isEqualTo(statistics || marketing);
    }

    @Test
    void silenceIsNoChoice() {
        assertFault(Map.of("statistics", true), Method.BANNER, false, "/choices/marketing");
    }

    @Test
    void whatIsNecessaryCannotBeRefused() {
        assertFault(Map.of("necessary", false, "statistics", true, "marketing", false), Method.BANNER, false,
                "/choices/necessary");
    }

    @Test
    void aPurposeNobodyToldOfIsRefused() {
        assertFault(Map.of("a/b~c", true, "statistics", true, "marketing", false), Method.BANNER, false,
                "/choices/a~1b~0c");
    }

    @Test
    void aSignalAloneCanRefuseButNeverAllow() {
        assertFault(Map.of("statistics", true, "marketing", false), Method.GPC, true, "/choices");
        assertFault(Map.of("statistics", false, "marketing", false), Method.GPC, false, "/method");
        assertThat(choice(Map.of("statistics", false, "marketing", false), Method.GPC, true).allowsAnything())
                .isFalse();
    }

    @Test
    void nobodyConsentsInALanguageTheyWereNotShown() {
        assertThatThrownBy(() -> new MakeChoice(UUID.randomUUID(), null, NOTICE, "de",
                Map.of("statistics", true, "marketing", false), Method.BANNER, false))
                .asInstanceOf(type(InvalidChoiceException.class))
                .satisfies(invalid -> assertThat(invalid.faults().getFirst().pointer()).isEqualTo("/language"));
    }

    @Test
    void refusingAfterHavingAllowedIsAWithdrawal() {
        assertThat(decide(true, false)).isEqualTo(State.GIVEN);
        assertThat(decide(false, false)).isEqualTo(State.REFUSED);
        assertThat(decide(false, true)).isEqualTo(State.WITHDRAWN);
        assertThat(decide(true, true)).isEqualTo(State.GIVEN);
    }

    @Test
    void aRecordHasTheAgreedFieldsAndNoOthers() {
        Instant now = Instant.parse("2026-11-23T19:00:00.123456Z");
        ConsentRecord record = Decision.decide(
                choice(Map.of("statistics", true, "marketing", false), Method.BANNER, false), "subject", false, now,
                new UUID(1, 2), new UUID(3, 4));
        assertThat(record.document()).containsOnlyKeys("schema", "recordId", "receiptId", "subject", "eventTime",
                "state", "consentType", "actor", "validUntil", "choices", "notice", "policyVersion", "language",
                "jurisdiction", "method", "gpc");
        assertThat(record.document()).containsEntry("eventTime", "2026-11-23T19:00:00.123Z")
                .containsEntry("validUntil", "2027-05-22T19:00:00.123Z");
    }

    private static State decide(boolean allows, boolean everGiven) {
        return Decision.decide(choice(Map.of("statistics", allows, "marketing", false), Method.BANNER, false), "s",
                everGiven, Instant.EPOCH, new UUID(0, 0), new UUID(0, 0)).state();
    }

    private static MakeChoice choice(Map<String, Boolean> asked, Method method, boolean gpc) {
        return new MakeChoice(UUID.randomUUID(), null, NOTICE, "en", asked, method, gpc);
    }

    private static void assertFault(Map<String, Boolean> asked, Method method, boolean gpc, String pointer) {
        assertThatThrownBy(() -> choice(asked, method, gpc)).asInstanceOf(type(InvalidChoiceException.class))
                .satisfies(invalid -> assertThat(invalid.faults()).extracting(Fault::pointer)
                        .containsExactly(pointer));
    }
}
