package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.log.EntryHash;

/** What holds whatever the newsroom does, in any order. */
class WorkflowLawsTest {
    @Provide
    Arbitrary<List<Move>> moves() {
        return Move.any();
    }

    @Property(tries = 1_000)
    void anApprovalStandsForExactlyTheWordsThatAreThere(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ANNA);
        for (Move move : moves) {
            move.verdict(story);
            Article article = story.article();
            if (article.state() == DraftState.APPROVED) {
                assertThat(article.approvals().newest()).isNotNull()
                        .satisfies(approval -> assertThat(approval.revisionHash()).isEqualTo(article.revisionHash()));
            }
            assertThat(article.revisionHash()).isEqualTo(Story.hash(article.content()));
        }
    }

    @Property(tries = 1_000)
    void everyDecisionCountsOneUpAndARefusalChangesNothing(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ANNA);
        for (Move move : moves) {
            Article before = story.article();
            Verdict verdict = move.verdict(story);
            if (verdict instanceof Verdict.Granted) {
                assertThat(story.article().sequence()).isEqualTo(before.sequence() + 1);
            } else {
                assertThat(story.article()).isEqualTo(before);
            }
        }
    }

    @Property(tries = 1_000)
    void onlyWordsOfAnApprovalThatStandsMayBePublic(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ANNA);
        for (Move move : moves) {
            move.verdict(story);
            Approval waiting = story.article().approvals().waiting();
            if (waiting != null) {
                assertThat(story.article().state()).isEqualTo(DraftState.APPROVED);
                assertThat(waiting.slug()).isEqualTo(story.article().content().slug());
            }
            assertThat(story.article().boundWriters()).isSubsetOf(story.article().writers());
        }
    }

    @Property(tries = 1_000)
    void nothingHappensToATakenDownStory(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ANNA);
        for (Move move : moves) {
            boolean over = story.article().approvals().takenDownWith() > 0;
            Verdict verdict = move.verdict(story);
            if (over && verdict instanceof Verdict.Granted(Decision decision)) {
                // Said again, because the site could not carry it out.
                assertThat(decision).isInstanceOf(Decision.TakenDown.class);
                assertThat(story.release().failedSequence()).isPositive();
            }
            if (over) {
                assertThat(story.article().approvals().newest()).isNull();
            }
        }
    }

    @Property(tries = 500)
    void theStepsThatAreOfferedAreExactlyThoseThatAreGranted(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ERIK);
        for (Move move : moves) {
            move.verdict(story);
            for (Actor person : Story.PEOPLE) {
                Set<Action> granted = new HashSet<>();
                for (Move.Kind kind : Move.Kind.values()) {
                    if (new Move(person, kind, 0).command(story) instanceof Command.Step step
                            && story.asks(person, step) instanceof Verdict.Granted) {
                        granted.add(step.action());
                    }
                }
                assertThat(story.openTo(person)).isEqualTo(granted);
            }
        }
    }

    @Property(tries = 300)
    void theLogOfAnyStoryIsAnIntactChainAndGivesTheStoryBack(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ANNA);
        ArticleStates states = new ArticleStates(hash -> Map.of());
        List<Entry> log = new ArrayList<>();
        log.add(Entry.following(null, "id", "created", "anna", story.now(), Map.of(), states.write(story.article()),
                null));
        for (Move move : moves) {
            if (move.verdict(story) instanceof Verdict.Granted(Decision decision)) {
                log.add(Entry.following(log.getLast(), "id", DecisionRecords.type(decision), move.actor().name(),
                        story.now(), DecisionRecords.details(decision, story.article()),
                        states.write(story.article()), null));
            }
        }
        EntryHash.Chain chain = new EntryHash.Chain();
        log.forEach(chain::add);
        assertThat(chain.firstBroken()).isNull();
        assertThat(states.read(log.getLast().state())).isEqualTo(story.article());
    }
}
