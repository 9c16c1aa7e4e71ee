package org.imprimatur.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.imprimatur.torture.check.Expectation.Outcome;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Ledger.Sighting;
import org.imprimatur.torture.load.Story;
import org.imprimatur.torture.load.Story.Decision;
import org.imprimatur.torture.load.Story.Kind;
import org.junit.jupiter.api.Test;

/** The checker is itself checked: each law finds what breaks it, and nothing else. */
class LawsTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final Ledger ledger = new Ledger();
    private final Story story = new Story("/alerts/a", "words-a-");

    private void decide(Kind kind, int version, int due, int answered, int status) {
        story.decided(new Decision(kind, version, kind == Kind.APPROVED ? NOON.plusSeconds(due) : null,
                NOON.plusSeconds(answered), NOON.plusSeconds(answered), status));
    }

    private void see(int second, int status, int version, String modified) {
        see(story.path(), second, status, version, modified);
    }

    private void see(String path, int second, int status, int version, String modified) {
        ledger.saw(new Sighting(0, story, path, NOON.plusSeconds(second), NOON.plusSeconds(second), status,
                version, modified, ""));
    }

    /** The laws that were found broken. */
    private Set<String> broken() {
        return Set.copyOf(new SiteLaws(ledger).findings().stream().filter(finding -> !finding.broken().isEmpty())
                .map(Finding::law).toList());
    }

    @Test
    void whatGoesAsItShouldBreaksNoLaw() {
        decide(Kind.APPROVED, 1, 10, 1, 200);
        decide(Kind.APPROVED, 2, 20, 15, 200);
        decide(Kind.TAKEN_DOWN, 2, 0, 30, 200);
        see(5, 404, 0, "");
        see(11, 200, 1, "2026-11-26T12:00:10Z");
        see(21, 200, 2, "2026-11-26T12:00:20Z");
        see(31, 451, 0, "");
        assertThat(broken()).isEmpty();
        assertThat(Expectation.of(story)).containsExactly(new Outcome(451, 0));
    }

    @Test
    void wordsThatNobodyApprovedAreFound() {
        decide(Kind.APPROVED, 1, 0, 0, 403);
        see(5, 200, 1, "");
        assertThat(broken()).containsExactly("words public without a standing approval");
    }

    @Test
    void wordsAtAnAddressForWhichNobodyApprovedThemAreFound() {
        decide(Kind.APPROVED, 1, 0, 0, 200);
        see("/alerts/b", 5, 200, 1, "");
        assertThat(broken()).containsExactly("words public without a standing approval");
    }

    @Test
    void howLongWordsWereSeenThatMustNotBeIsTold() {
        decide(Kind.APPROVED, 1, 0, 0, 403);
        see(5, 200, 1, "");
        see(7, 200, 1, "");
        see(9, 200, 1, "");
        assertThat(new SiteLaws(ledger).findings().getFirst().broken()).singleElement().asString()
                .endsWith("refused with 403, seen for 4000 ms in 3 looks");
    }

    @Test
    void howEarlyAnEmbargoWasBrokenIsToldAndHowLateWordsCameAndHowLongTheyStayed() {
        decide(Kind.APPROVED, 1, 10, 1, 200);
        see(8, 200, 1, "");
        assertThat(new SiteLaws(ledger).findings().get(1).broken()).singleElement().asString()
                .contains("early by 2000 ms");
        decide(Kind.APPROVED, 2, 20, 15, 200);
        see(24, 200, 2, "");
        decide(Kind.WITHDRAWN, 2, 0, 30, 200);
        see(33, 200, 2, "");
        see(34, 410, 0, "");
        assertThat(new SiteLaws(ledger).latest()).hasSeconds(4);
        assertThat(new SiteLaws(ledger).overstayed()).hasSeconds(3);
    }

    @Test
    void anOlderVersionAtAnAddressThatTheStoryHasLeftIsFound() {
        story.moved(2, "/alerts/b");
        decide(Kind.APPROVED, 1, 0, 0, 200);
        decide(Kind.APPROVED, 2, 1, 1, 200);
        see("/alerts/b", 5, 200, 2, "");
        see("/alerts/a", 6, 200, 1, "");
        assertThat(broken()).containsExactly("an older page after a newer one, at one instance");
    }

    @Test
    void anAddressThatLedOnAndThenDoesntIsFound() {
        see(5, 301, 0, "");
        see(6, 404, 0, "");
        assertThat(broken()).containsExactly("an older page after a newer one, at one instance");
    }

    @Test
    void anEmbargoThatIsBrokenIsFound() {
        decide(Kind.APPROVED, 1, 10, 1, 200);
        see(9, 200, 1, "");
        assertThat(broken()).containsExactly("public before its time");
    }

    @Test
    void aRevokedStoryThatGoesLiveIsFoundUnlessItsRevocationMayHaveComeTooLate() {
        decide(Kind.APPROVED, 1, 10, 1, 200);
        decide(Kind.REVOKED, 1, 0, 9, 202);
        see(11, 200, 1, "");
        assertThat(broken()).isEmpty();
        assertThat(Expectation.of(story)).containsExactlyInAnyOrder(new Outcome(404, 0), new Outcome(410, 0));
        story.decided(new Decision(Kind.REVOKED, 1, null, NOON.plusSeconds(9), NOON.plusSeconds(9), 200));
        assertThat(broken()).containsExactly("public although revoked in time");
    }

    @Test
    void aTakeDownThatIsUndoneIsFound() {
        decide(Kind.APPROVED, 1, 0, 0, 200);
        see(1, 451, 0, "");
        see(2, 200, 1, "");
        assertThat(broken()).containsExactly("take-down or withdrawal undone");
    }

    @Test
    void aWithdrawalThatIsUndoneIsFound() {
        decide(Kind.APPROVED, 1, 0, 0, 200);
        decide(Kind.WITHDRAWN, 1, 0, 1, 200);
        see(2, 410, 0, "");
        see(3, 200, 1, "");
        assertThat(broken()).containsExactly("take-down or withdrawal undone");
    }

    @Test
    void wordsThatAreWithdrawnThemselvesAfterAnEarlierWithdrawalAreNone() {
        decide(Kind.APPROVED, 1, 0, 0, 200);
        decide(Kind.WITHDRAWN, 1, 0, 1, 200);
        see(2, 410, 0, "");
        decide(Kind.APPROVED, 2, 3, 3, 200);
        see(4, 200, 2, "");
        decide(Kind.WITHDRAWN, 2, 0, 5, 200);
        see(6, 410, 0, "");
        assertThat(broken()).isEmpty();
    }

    @Test
    void anOlderPageAfterANewerOneIsFoundAndSoIsADateThatWentBack() {
        decide(Kind.APPROVED, 1, 0, 0, 200);
        decide(Kind.APPROVED, 2, 1, 1, 200);
        see(2, 200, 2, "2026-11-26T12:00:01Z");
        see(3, 200, 1, "2026-11-26T12:00:00Z");
        assertThat(broken()).containsExactlyInAnyOrder("an older page after a newer one, at one instance",
                "a date that went back");
    }

    @Test
    void aCorrectionThatWasTakenBackTooLateGoesWithItsWords() {
        decide(Kind.APPROVED, 1, 0, 0, 200);
        decide(Kind.APPROVED, 2, 2, 1, 200);
        decide(Kind.REVOKED, 2, 0, 1, 202);
        decide(Kind.APPROVED, 3, 3, 3, 200);
        see(3, 200, 2, "2026-11-26T12:00:02Z");
        see(4, 200, 3, "2026-11-26T12:00:00Z");
        assertThat(broken()).isEmpty();
        see(5, 200, 3, "2026-11-26T11:59:59Z");
        assertThat(broken()).containsExactly("a date that went back");
    }

    @Test
    void aRevocationInTimeLeavesWhatWasLiveBefore() {
        decide(Kind.APPROVED, 1, 0, 0, 200);
        decide(Kind.APPROVED, 2, 20, 5, 200);
        decide(Kind.REVOKED, 2, 0, 6, 200);
        assertThat(Expectation.of(story)).containsExactly(new Outcome(200, 1));
    }
}
