package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.imprimatur.events.ArticleApproved;
import org.jspecify.annotations.Nullable;

/** When an approval can be taken back, and which dates go out with it, told from the history of approvals alone. */
class ReleaseLawsTest {
    private record Given(Instant due, @Nullable String note) {}

    @Provide
    Arbitrary<List<Move>> moves() {
        return Move.ofEditors();
    }

    @Property(tries = 1_000)
    void anApprovalIsRevokedBeforeItIsDueOrWithdrawnFromThenOnWhateverIsReported(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ERIK);
        List<Given> standing = new ArrayList<>();
        boolean revoked = false;
        boolean outUnreported = false;
        for (Move move : moves) {
            Instant now = story.now();
            Decision decision = move.on(story);
            boolean revokes = decision instanceof Decision.ApprovalRevoked
                    || (decision instanceof Decision.Edited edited && edited.voidsApproval());
            if (revokes) {
                assertThat(standing.removeLast().due()).isAfter(now);
                revoked = true;
            } else if (decision instanceof Decision.Approved approved) {
                standing.add(new Given(approved.releaseAt() == null ? now : approved.releaseAt(), null));
            } else if (decision instanceof Decision.Withdrawn) {
                standing.clear();
            }
            boolean waits = !standing.isEmpty() && story.now().isBefore(standing.getLast().due());
            boolean out = standing.stream().anyMatch(given -> !story.now().isBefore(given.due()));
            assertThat(story.openTo(Story.EDITH).contains(Action.REVOKE_APPROVAL)).isEqualTo(waits);
            if (out) {
                assertThat(story.openTo(Story.EDITH)).contains(Action.WITHDRAW);
                assertThat(story.openTo(Story.LENA)).contains(Action.TAKE_DOWN);
                outUnreported |= !story.release().live();
            }
        }
        reached("revoked", revoked, 10);
        reached("out without a report", outUnreported, 20);
    }

    @Property(tries = 1_000)
    void everyApprovalCarriesTheDateAndTheCorrectionsOfThoseThatCameDue(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ERIK);
        List<Given> all = new ArrayList<>();
        boolean fromAnEarlierOne = false;
        boolean severalCorrections = false;
        for (Move move : moves) {
            Instant now = story.now();
            Decision decision = move.on(story);
            if (decision instanceof Decision.ApprovalRevoked
                    || (decision instanceof Decision.Edited edited && edited.voidsApproval())) {
                all.removeLast();
            } else if (decision instanceof Decision.Withdrawn) {
                all.removeIf(given -> now.isBefore(given.due()));
            } else if (decision instanceof Decision.Approved approved) {
                all.add(new Given(approved.releaseAt() == null ? now : approved.releaseAt(), approved.correction()));
                var event = (ArticleApproved) Objects.requireNonNull(
                        DecisionRecords.event(decision, null, story.article(), "x", "sha256:0"));
                assertThat(event.firstReleasedAt()).isEqualTo(all.getFirst().due());
                assertThat(event.corrections()).isEqualTo(all.stream().filter(given -> given.note() != null)
                        .map(given -> new ArticleApproved.Correction(String.valueOf(given.note()), given.due()))
                        .toList());
                assertThat(event.corrections()).isSortedAccordingTo(
                        (one, other) -> one.at().compareTo(other.at()));
                fromAnEarlierOne |= event.firstReleasedAt().isBefore(event.due());
                severalCorrections |= event.corrections().size() > 1;
            }
        }
        reached("a date of an earlier approval", fromAnEarlierOne, 8);
        reached("several corrections", severalCorrections, 5);
    }

    private static void reached(String what, boolean reached, double percentage) {
        Statistics.label(what).collect(reached);
        Statistics.label(what).coverage(coverage -> coverage.check(true).percentage(share -> share > percentage));
    }
}
