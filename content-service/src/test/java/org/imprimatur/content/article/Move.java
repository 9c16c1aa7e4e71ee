package org.imprimatur.content.article;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Somebody tries something, the site reports, or a clock shows another time: later, or earlier on another instance. */
record Move(Actor actor, Kind kind, int variant) {
    static final Actor CARL = new Actor("carl", Set.of(Actor.Duty.EDITOR), null);

    enum Kind {
        EDIT, SUBMIT, APPROVE, APPROVE_LATER, REJECT, REVOKE, WITHDRAW, TAKE_DOWN, DISCARD, REPORT, FAIL, WAIT
    }

    /** All of the newsroom, and everything it can try. */
    static Arbitrary<List<Move>> any() {
        return list(1, 60, Story.PEOPLE, Arbitraries.frequency(
                Tuple.of(5, Kind.EDIT), Tuple.of(6, Kind.SUBMIT), Tuple.of(6, Kind.APPROVE),
                Tuple.of(3, Kind.APPROVE_LATER), Tuple.of(2, Kind.REJECT), Tuple.of(2, Kind.REVOKE),
                Tuple.of(2, Kind.WITHDRAW), Tuple.of(1, Kind.TAKE_DOWN), Tuple.of(1, Kind.DISCARD),
                Tuple.of(3, Kind.REPORT), Tuple.of(1, Kind.FAIL), Tuple.of(2, Kind.WAIT)));
    }

    /** Three editors among themselves, who never end a story: what binds whom grows with its length. */
    static Arbitrary<List<Move>> ofEditors() {
        return list(40, 120, List.of(Story.ERIK, Story.EDITH, CARL), Arbitraries.frequency(
                Tuple.of(6, Kind.EDIT), Tuple.of(8, Kind.SUBMIT), Tuple.of(8, Kind.APPROVE),
                Tuple.of(5, Kind.APPROVE_LATER), Tuple.of(1, Kind.REJECT), Tuple.of(3, Kind.REVOKE),
                Tuple.of(3, Kind.WITHDRAW), Tuple.of(2, Kind.REPORT), Tuple.of(3, Kind.WAIT)));
    }

    private static Arbitrary<List<Move>> list(int least, int most, List<Actor> people,
            Arbitrary<Kind> kinds) {
        return Combinators.combine(Arbitraries.of(people), kinds, Arbitraries.integers().between(0, 3)).as(Move::new)
                .list().ofMinSize(least).ofMaxSize(most);
    }

    /** Makes it; the decision that it came to, if it came to one. */
    @Nullable
    Decision on(Story story) {
        return verdict(story) instanceof Verdict.Granted(Decision decision) ? decision : null;
    }

    Verdict verdict(Story story) {
        switch (kind) {
            case REPORT -> {
                if (variant == 0) {
                    story.removed();
                } else {
                    story.released();
                }
            }
            case FAIL -> story.failed();
            // Three times on and once back: no two clocks agree.
            case WAIT -> story.later(variant == 0 ? -500 : 700L * variant);
            default -> {
                return story.gives(actor, Objects.requireNonNull(command(story)));
            }
        }
        return new Verdict.NothingToDo();
    }

    @Nullable
    Command command(Story story) {
        return switch (kind) {
            case REPORT, FAIL, WAIT -> null;
            case EDIT -> story.command(Story.edit(variant));
            case SUBMIT -> new Command.Submit();
            case APPROVE -> new Command.Approve(null, note());
            case APPROVE_LATER -> new Command.Approve(story.now().plusSeconds(1_000), note());
            case REJECT -> new Command.Reject("reason");
            case REVOKE -> new Command.RevokeApproval(null);
            case WITHDRAW -> new Command.Withdraw("reason");
            case TAKE_DOWN -> new Command.TakeDown("reason");
            case DISCARD -> new Command.Discard(null);
        };
    }

    private @Nullable String note() {
        return variant < 2 ? "a correction" : null;
    }
}
