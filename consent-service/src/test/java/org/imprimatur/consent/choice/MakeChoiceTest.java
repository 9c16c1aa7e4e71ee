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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MakeChoiceTest {
    private static final Notice NOTICE = new Notice("sha256:00", "1", "en", "EU", Duration.ofDays(180),
            List.of(new Purpose("necessary", false, false, "Necessary", ""),
                    new Purpose("statistics", true, false, "Statistics", ""),
                    new Purpose("marketing", true, true, "Marketing", "")),
            Map.of());

    @Property
    void aSignalThatNobodyToldOfRefusesMarketingWhateverWasClicked(@ForAll boolean statistics,
            @ForAll boolean marketing) {
        MakeChoice choice = choice(Map.of("statistics", statistics, "marketing", marketing), Method.BANNER,
                Signal.SENT);
        assertThat(choice.effective(null)).isEqualTo(
                Map.of("necessary", true, "statistics", statistics, "marketing", false));
    }

    @Property
    void whatAVisitorAllowsKnowingOfTheSignalWins(@ForAll boolean statistics, @ForAll boolean marketing) {
        MakeChoice choice = choice(Map.of("statistics", statistics, "marketing", marketing), Method.SETTINGS,
                Signal.TOLD);
        assertThat(choice.effective(null)).isEqualTo(
                Map.of("necessary", true, "statistics", statistics, "marketing", marketing));
        assertThat(Decision.decide(choice, "s", false, null, Instant.EPOCH, new UUID(0, 0), new UUID(0, 0)).gpc())
                .isTrue();
    }

    @Property
    void whatIsTickedInTheSettingsWinsOnceTheSignalWasRecorded(@ForAll Method method, @ForAll boolean recorded) {
        ConsentRecord earlier = decided(choice(Map.of("statistics", false, "marketing", false), Method.BANNER,
                recorded ? Signal.SENT : Signal.ABSENT), null);
        boolean gpc = method == Method.GPC;
        ConsentRecord later = decided(choice(Map.of("statistics", false, "marketing", !gpc), method, Signal.SENT),
                earlier);
        assertThat(later.choices()).containsEntry("marketing", recorded && method == Method.SETTINGS);
        assertThat(later.gpc()).isTrue();
    }

    private static ConsentRecord decided(MakeChoice choice, @Nullable ConsentRecord newest) {
        return Decision.decide(choice, "s", false, newest, Instant.EPOCH, new UUID(0, 0), new UUID(0, 0));
    }

    @Property
    void whatWasClickedHoldsWithoutASignal(@ForAll boolean statistics, @ForAll boolean marketing) {
        MakeChoice choice = choice(Map.of("necessary", true, "statistics", statistics, "marketing", marketing),
                Method.SETTINGS, Signal.ABSENT);
        assertThat(choice.effective(null)).isEqualTo(
                Map.of("necessary", true, "statistics", statistics, "marketing", marketing));
        assertThat(choice.allowsAnything(choice.effective(null))).isEqualTo(statistics || marketing);
    }

    @Test
    void silenceIsNoChoice() {
        assertFault(Map.of("statistics", true), Method.BANNER, Signal.ABSENT, "/choices/marketing");
    }

    @Test
    void whatIsNecessaryCannotBeRefused() {
        assertFault(Map.of("necessary", false, "statistics", true, "marketing", false), Method.BANNER, Signal.ABSENT,
                "/choices/necessary");
    }

    @Test
    void aPurposeNobodyToldOfIsRefused() {
        assertFault(Map.of("a/b~c", true, "statistics", true, "marketing", false), Method.BANNER, Signal.ABSENT,
                "/choices/a~1b~0c");
    }

    @Test
    void aSignalAloneCanRefuseButNeverAllow() {
        assertFault(Map.of("statistics", false, "marketing", true), Method.GPC, Signal.TOLD, "/choices");
        assertFault(Map.of("statistics", false, "marketing", false), Method.GPC, Signal.ABSENT, "/method");
        MakeChoice signal = choice(Map.of("statistics", true, "marketing", false), Method.GPC, Signal.TOLD);
        assertThat(signal.allowsAnything(signal.effective(null))).isFalse();
        assertThat(signal.allowsAnything(signal.effective(Map.of("statistics", false)))).isFalse();
        assertThat(signal.effective(Map.of("statistics", true, "marketing", true)))
                .isEqualTo(Map.of("necessary", true, "statistics", true, "marketing", false));
    }

    @Test
    void aSignalLeavesTheRestAllowedNoLongerThanItWas() {
        Instant then = Instant.parse("2026-11-23T19:00:00Z");
        ConsentRecord given = Decision.decide(choice(Map.of("statistics", true, "marketing", true), Method.BANNER,
                Signal.ABSENT), "s", false, null, then, new UUID(0, 0), new UUID(0, 0));
        MakeChoice signal = choice(Map.of("statistics", true, "marketing", false), Method.GPC, Signal.SENT);
        ConsentRecord lessened = Decision.decide(signal, "s", true, given, then.plus(Duration.ofDays(10)),
                new UUID(0, 0), new UUID(0, 0));
        assertThat(lessened.validUntil()).isEqualTo(given.validUntil());
        assertThat(lessened.state()).isEqualTo(State.GIVEN);
        ConsentRecord late = Decision.decide(signal, "s", true, given, given.validUntil(), new UUID(0, 0),
                new UUID(0, 0));
        assertThat(late.state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void onlyWhatIsGivenIsCalledAnExpressedConsent() {
        assertThat(decided(true, false).document()).containsEntry("consentType", "dpv:ExpressedConsent");
        assertThat(decided(false, false).document()).doesNotContainKey("consentType");
        assertThat(decided(false, true).document()).doesNotContainKey("consentType");
    }

    @Test
    void nobodyConsentsInALanguageTheyWereNotShown() {
        assertThatThrownBy(() -> new MakeChoice(UUID.randomUUID(), null, NOTICE, "de",
                Map.of("statistics", true, "marketing", false), Method.BANNER, Signal.ABSENT))
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
                choice(Map.of("statistics", true, "marketing", false), Method.BANNER, Signal.ABSENT), "subject", false,
                null, now,
                new UUID(1, 2), new UUID(3, 4));
        assertThat(record.document()).containsOnlyKeys("schema", "recordId", "receiptId", "subject", "eventTime",
                "state", "consentType", "actor", "validUntil", "choices", "notice", "policyVersion", "language",
                "jurisdiction", "method", "gpc");
        assertThat(record.document()).containsEntry("eventTime", "2026-11-23T19:00:00.123Z")
                .containsEntry("validUntil", "2027-05-22T19:00:00.123Z");
    }

    private static State decide(boolean allows, boolean everGiven) {
        return decided(allows, everGiven).state();
    }

    private static ConsentRecord decided(boolean allows, boolean everGiven) {
        return Decision.decide(choice(Map.of("statistics", allows, "marketing", false), Method.BANNER, Signal.ABSENT),
                "s", everGiven, null, Instant.EPOCH, new UUID(0, 0), new UUID(0, 0));
    }

    private static MakeChoice choice(Map<String, Boolean> asked, Method method, Signal signal) {
        return new MakeChoice(UUID.randomUUID(), null, NOTICE, "en", asked, method, signal);
    }

    private static void assertFault(Map<String, Boolean> asked, Method method, Signal signal, String pointer) {
        assertThatThrownBy(() -> choice(asked, method, signal)).asInstanceOf(type(InvalidChoiceException.class))
                .satisfies(invalid -> assertThat(invalid.faults()).extracting(Fault::pointer)
                        .containsExactly(pointer));
    }
}
