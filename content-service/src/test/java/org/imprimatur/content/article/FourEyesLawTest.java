package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Nobody approves words of which they wrote a part that no other person has approved since, through withdrawals,
 * rejections and restores. Told here a second time and from the history alone: which edits the words come from, and
 * which approvals of them stand.
 */
class FourEyesLawTest {
    private record Edit(String writer, Set<Integer> comesFrom) {}

    private record Approved(String by, Set<Integer> comesFrom) {}

    /** Everything that happened, and nothing that follows from it. */
    private static final class Past {
        private final List<Edit> edits = new ArrayList<>();
        private final Map<String, Integer> lastWith = new HashMap<>();
        private final List<Approved> standing = new ArrayList<>();
        private boolean restored;

        Past(Article begun) {
            written(begun.createdBy(), begun.revisionHash());
        }

        /** Words that were there before come from what they came from then. */
        void written(String writer, String hash) {
            Integer before = lastWith.get(hash);
            restored |= before != null;
            Set<Integer> comesFrom = new HashSet<>();
            if (before != null) {
                comesFrom.addAll(edits.get(before).comesFrom());
            } else if (!edits.isEmpty()) {
                comesFrom.addAll(edits.getLast().comesFrom());
            }
            comesFrom.add(edits.size());
            lastWith.put(hash, edits.size());
            edits.add(new Edit(writer, comesFrom));
        }

        boolean isBound(String person) {
            return edits.getLast().comesFrom().stream().filter(edit -> edits.get(edit).writer().equals(person))
                    .anyMatch(edit -> standing.stream().noneMatch(
                            approval -> !approval.by().equals(person) && approval.comesFrom().contains(edit)));
        }

        void take(Decision decision, String actor, Article after) {
            switch (decision) {
                case Decision.Edited edited -> {
                    if (edited.voidsApproval()) {
                        standing.removeLast();
                    }
                    written(actor, after.revisionHash());
                }
                case Decision.Approved ignored -> standing.add(new Approved(actor, edits.getLast().comesFrom()));
                case Decision.ApprovalRevoked ignored -> standing.removeLast();
                case Decision.Withdrawn ignored -> standing.clear();
                default -> {
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Move.ofEditors();
    }

    @Property(tries = 1_500)
    void nobodyApprovesWordsOfTheirsThatNoOtherPersonHasApprovedSince(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ERIK);
        Past past = new Past(story.article());
        boolean afterWithdrawal = false;
        boolean afterRestore = false;
        for (Move move : moves) {
            String actor = move.actor().name();
            Verdict verdict = move.verdict(story);
            if (verdict instanceof Verdict.FourEyes) {
                afterWithdrawal |= story.article().approvals().withdrawnWith() > 0;
                afterRestore |= past.restored;
                // Without restores the law is exact: nobody is refused who might have approved.
                assertThat(past.restored || past.isBound(actor)).isTrue();
            } else if (verdict instanceof Verdict.Granted(Decision decision)) {
                if (decision instanceof Decision.Approved) {
                    assertThat(past.isBound(actor)).as("%s after %s", actor, moves).isFalse();
                }
                past.take(decision, actor, story.article());
            }
        }
        reached("refused after a withdrawal", afterWithdrawal, 5);
        reached("refused after a restore", afterRestore, 5);
        reached("an approval stands at the end", !past.standing.isEmpty(), 4);
    }

    private static void reached(String what, boolean reached, double percentage) {
        Statistics.label(what).collect(reached);
        Statistics.label(what).coverage(
                coverage -> coverage.check(true).percentage(share -> share > percentage));
    }
}
