package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.log.EntryHash;

/** What holds whatever the newsroom does, in any order. */
class WorkflowLawsTest {
    /** Somebody tries something, the site reports, or time passes. */
    record Move(Actor actor, Kind kind, int variant) {
        enum Kind {
            EDIT, SUBMIT, APPROVE, APPROVE_LATER, REJECT, REVOKE, WITHDRAW, TAKE_DOWN, REPORT, WAIT
        }
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        Arbitrary<Move.Kind> kinds = Arbitraries.frequency(
                Tuple.of(5, Move.Kind.EDIT), Tuple.of(6, Move.Kind.SUBMIT),
                Tuple.of(6, Move.Kind.APPROVE), Tuple.of(3, Move.Kind.APPROVE_LATER),
                Tuple.of(2, Move.Kind.REJECT), Tuple.of(2, Move.Kind.REVOKE),
                Tuple.of(2, Move.Kind.WITHDRAW), Tuple.of(1, Move.Kind.TAKE_DOWN),
                Tuple.of(3, Move.Kind.REPORT), Tuple.of(2, Move.Kind.WAIT));
        return Combinators.combine(Arbitraries.of(Story.PEOPLE), kinds, Arbitraries.integers().between(0, 3))
                .as(Move::new).list().ofMinSize(1).ofMaxSize(60);
    }

    @Property(tries = 2_000)
    void nobodyApprovesWhatTheyWrote(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ERIK);
        Set<String> writers = new HashSet<>(Set.of("erik"));
        for (Move move : moves) {
            if (make(story, move) instanceof Verdict.Granted(Decision decision)) {
                if (decision instanceof Decision.Edited) {
                    writers.add(move.actor().name());
                } else if (decision instanceof Decision.Approved) {
                    assertThat(writers).doesNotContain(move.actor().name());
                    writers.clear();
                }
            }
        }
    }

    @Property(tries = 1_000)
    void anApprovalStandsForExactlyTheWordsThatAreThere(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ANNA);
        for (Move move : moves) {
            make(story, move);
            Article article = story.article();
            if (article.state() == DraftState.APPROVED) {
                assertThat(article.approval()).isNotNull()
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
            Verdict verdict = make(story, move);
            if (verdict instanceof Verdict.Granted) {
                assertThat(story.article().sequence()).isEqualTo(before.sequence() + 1);
            } else {
                assertThat(story.article()).isEqualTo(before);
            }
        }
    }

    @Property(tries = 1_000)
    void nothingHappensToATakenDownStory(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ANNA);
        for (Move move : moves) {
            boolean over = story.article().takenDown();
            Verdict verdict = make(story, move);
            if (over) {
                assertThat(verdict).isNotInstanceOf(Verdict.Granted.class);
                assertThat(story.publication().state()).isEqualTo(Publication.State.TAKEN_DOWN);
            }
        }
    }

    @Property(tries = 500)
    void theStepsThatAreOfferedAreExactlyThoseThatAreGranted(@ForAll("moves") List<Move> moves) {
        Story story = Story.by(Story.ERIK);
        for (Move move : moves) {
            make(story, move);
            for (Actor person : Story.PEOPLE) {
                Set<Action> granted = new HashSet<>();
                for (Move.Kind kind : List.of(Move.Kind.SUBMIT, Move.Kind.APPROVE, Move.Kind.REJECT, Move.Kind.REVOKE,
                        Move.Kind.WITHDRAW, Move.Kind.TAKE_DOWN)) {
                    Command.Step step = (Command.Step) command(story, new Move(person, kind, 0));
                    if (story.asks(person, step) instanceof Verdict.Granted) {
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
        ArticleStates states = new ArticleStates();
        List<Entry> log = new ArrayList<>();
        log.add(Entry.following(null, "id", "created", "anna", story.now(), Map.of(), states.write(story.article()),
                null));
        for (Move move : moves) {
            if (make(story, move) instanceof Verdict.Granted(Decision decision)) {
                log.add(Entry.following(log.getLast(), "id", DecisionRecords.type(decision), move.actor().name(),
                        story.now(), DecisionRecords.details(decision, story.article()),
                        states.write(story.article()), null));
            }
        }
        assertThat(EntryHash.firstBroken(log)).isNull();
        assertThat(states.read(log.getLast().state())).isEqualTo(story.article());
    }

    private static Verdict make(Story story, Move move) {
        switch (move.kind()) {
            case REPORT -> story.released();
            case WAIT -> story.later(1_000L * move.variant());
            default -> {
                return story.gives(move.actor(), command(story, move));
            }
        }
        return new Verdict.NothingToDo();
    }

    private static Command command(Story story, Move move) {
        return switch (move.kind()) {
            case EDIT, REPORT, WAIT -> Story.edit(move.variant());
            case SUBMIT -> new Command.Submit();
            case APPROVE -> new Command.Approve(null, null);
            case APPROVE_LATER -> new Command.Approve(story.now().plusSeconds(1_500), null);
            case REJECT -> new Command.Reject("reason");
            case REVOKE -> new Command.RevokeApproval(null);
            case WITHDRAW -> new Command.Withdraw("reason");
            case TAKE_DOWN -> new Command.TakeDown("reason");
        };
    }
}
