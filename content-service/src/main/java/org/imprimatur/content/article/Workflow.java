package org.imprimatur.content.article;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The newsroom's rules, as two pure functions: {@link #decide} says what a command comes to, {@link #evolve} what an
 * article is after it. The working draft goes {@code DRAFT -> IN_REVIEW -> APPROVED} and back; a takedown ends it.
 */
final class Workflow {
    private Workflow() {}

    /** Whether this person may begin this article. */
    static Verdict decideCreation(String id, ArticleContent content, String revisionHash, Actor actor) {
        return actor.mayWrite(content.section(), actor.name())
                ? new Verdict.Granted(new Decision.Created(id, content, revisionHash))
                : notYours(content.section());
    }

    /** What the command comes to, given the article, what the site last reported of it, and the time. */
    static Verdict decide(Article before, Release release, Command command, Actor actor, Instant now) {
        Article article = before.at(now);
        return switch (command) {
            case Command.Edit edit -> decideEdit(article, edit, actor);
            case Command.Step step -> {
                Verdict.Refused refusal = refusal(article, release, step.action(), actor);
                if (refusal == null) {
                    refusal = incompleteness(article, step, now);
                }
                yield refusal == null ? new Verdict.Granted(decision(step)) : refusal;
            }
        };
    }

    /** The steps that this person could take now. */
    static Set<Action> open(Article article, Release release, Actor actor, Instant now) {
        return open(article.at(now), release, actor);
    }

    /** The article after the decision, which {@code actor} took at {@code at}, the time for which it was decided. */
    static Article evolve(@Nullable Article before, Decision decision, String actor, Instant at) {
        if (decision instanceof Decision.Created created) {
            return new Article(created.id(), 1, DraftState.DRAFT, 1, created.revisionHash(), created.content(),
                    Set.of(actor), Set.of(actor), Approvals.NONE, actor, at, at);
        }
        if (before == null) {
            throw new IllegalArgumentException("An article begins with its creation, not with " + decision);
        }
        Evolution next = new Evolution(before.at(at), at);
        return switch (decision) {
            case Decision.Created ignored -> throw new IllegalStateException("handled above");
            case Decision.Edited edited -> next.edited(edited, actor);
            case Decision.Submitted ignored -> next.in(DraftState.IN_REVIEW);
            case Decision.Rejected ignored -> next.in(DraftState.DRAFT);
            case Decision.Approved approved -> next.approved(approved, actor);
            case Decision.ApprovalRevoked ignored -> next.withoutApproval();
            case Decision.Withdrawn ignored -> next.withdrawn();
            case Decision.TakenDown ignored -> next.takenDown();
            case Decision.Discarded ignored -> next.in(DraftState.DISCARDED);
        };
    }

    private static Verdict decideEdit(Article article, Command.Edit edit, Actor actor) {
        String section = article.content().section();
        if (!actor.mayWrite(section, article.createdBy())) {
            return notYours(section);
        }
        if (!actor.mayWrite(edit.content().section(), article.createdBy())) {
            return notYours(edit.content().section());
        }
        if (isOver(article)) {
            return new Verdict.NotNow(Set.of());
        }
        if (edit.revisionHash().equals(article.revisionHash())) {
            return new Verdict.NothingToDo();
        }
        return new Verdict.Granted(new Decision.Edited(edit.content(), edit.revisionHash(),
                edit.content().differencesFrom(article.content()), article.approvals().waiting() != null,
                edit.earlier() == null ? Set.of() : boundBy(edit.earlier(), article)));
    }

    /** Whoever brings earlier words back brings their writers back with them, as far as nobody else approved them. */
    private static Set<String> boundBy(Article earlier, Article now) {
        if (earlier.sequence() < now.approvals().withdrawnWith()) {
            return earlier.writers();
        }
        // Whether an approval that waited then came due in the end isn't asked: it may have been taken back.
        Approval waited = earlier.approvals().waiting();
        return waited == null
                ? earlier.boundWriters()
                : Names.together(earlier.boundWriters(), waited.writtenBy());
    }

    private static Set<Action> open(Article article, Release release, Actor actor) {
        Set<Action> open = EnumSet.noneOf(Action.class);
        Arrays.stream(Action.values()).filter(action -> isDuty(article, action, actor)
                && fits(article, release, action) && !(action == Action.APPROVE && isOwnWork(article, actor)))
                .forEach(open::add);
        return open;
    }

    private static Verdict.@Nullable Refused refusal(Article article, Release release, Action action, Actor actor) {
        if (!isDuty(article, action, actor)) {
            return notYours(article.content().section());
        }
        if (!fits(article, release, action)) {
            return new Verdict.NotNow(open(article, release, actor));
        }
        return action == Action.APPROVE && isOwnWork(article, actor) ? new Verdict.FourEyes() : null;
    }

    private static boolean isDuty(Article article, Action action, Actor actor) {
        String section = article.content().section();
        return switch (action) {
            case SUBMIT, DISCARD -> actor.mayWrite(section, article.createdBy());
            case APPROVE, REJECT, REVOKE_APPROVAL, WITHDRAW -> actor.isEditorFor(section);
            // The law doesn't stop at a section's edge.
            case TAKE_DOWN -> actor.duties().contains(Actor.Duty.LEGAL);
        };
    }

    private static boolean fits(Article article, Release release, Action action) {
        Approvals approvals = article.approvals();
        if (isOver(article)) {
            // A takedown that the site could not carry out is given again.
            return action == Action.TAKE_DOWN && release.failed(approvals.takenDownWith());
        }
        return switch (action) {
            case SUBMIT -> article.state() == DraftState.DRAFT;
            case APPROVE, REJECT -> article.state() == DraftState.IN_REVIEW;
            case REVOKE_APPROVAL -> approvals.waiting() != null;
            // What is due counts as out, whatever the site has said: its page may be there before its report.
            case WITHDRAW -> approvals.out() != null
                    || (release.live() && release.sequence() > approvals.withdrawnWith())
                    || release.failed(approvals.withdrawnWith());
            case TAKE_DOWN -> approvals.newest() != null || wasEverOut(article, release);
            case DISCARD -> article.state() == DraftState.DRAFT && !wasEverOut(article, release);
        };
    }

    /** Nothing more happens to it. */
    private static boolean isOver(Article article) {
        return article.approvals().takenDownWith() > 0 || article.state() == DraftState.DISCARDED;
    }

    private static boolean wasEverOut(Article article, Release release) {
        return article.approvals().firstDueAt() != null || release.edition() > 0;
    }

    private static boolean isOwnWork(Article article, Actor actor) {
        return article.boundWriters().contains(actor.name());
    }

    private static Verdict.@Nullable Incomplete incompleteness(Article article, Command.Step step, Instant now) {
        if (step instanceof Command.Submit && article.content().body().isBlank()) {
            return new Verdict.Incomplete("/content/body", "an article without a body can't be reviewed");
        }
        if (step instanceof Command.Approve && !article.content().others().isEmpty()) {
            return new Verdict.Incomplete("/content",
                    "holds members that only a newer instance of this service understands; it has to approve them");
        }
        if (step instanceof Command.Approve approve && approve.releaseAt() != null
                && approve.releaseAt().isBefore(now)) {
            return new Verdict.Incomplete("/releaseAt", "lies in the past; leave it out to release at once");
        }
        return null;
    }

    private static Decision decision(Command.Step step) {
        return switch (step) {
            case Command.Submit ignored -> new Decision.Submitted();
            case Command.Approve approve -> new Decision.Approved(approve.releaseAt(), approve.correction());
            case Command.Reject reject -> new Decision.Rejected(reject.reason());
            case Command.RevokeApproval revoke -> new Decision.ApprovalRevoked(revoke.reason());
            case Command.Withdraw withdraw -> new Decision.Withdrawn(withdraw.reason());
            case Command.TakeDown takeDown -> new Decision.TakenDown(takeDown.reason());
            case Command.Discard discard -> new Decision.Discarded(discard.reason());
        };
    }

    private static Verdict.NotYours notYours(String section) {
        return new Verdict.NotYours("Authors work on their own articles and editors on any, in the sections that their "
                + "token names; takedowns are the legal desk's. This one is in section '" + section + "'.");
    }
}
