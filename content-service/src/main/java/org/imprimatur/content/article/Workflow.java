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
    static Verdict decide(Article article, Release release, Command command, Actor actor, Instant now) {
        return switch (command) {
            case Command.Edit edit -> decideEdit(article, edit, actor, now);
            case Command.Step step -> {
                Verdict.Refused refusal = refusal(article, release, step.action(), actor, now);
                if (refusal == null) {
                    refusal = incompleteness(article, step, now);
                }
                yield refusal == null ? new Verdict.Granted(decision(step, release)) : refusal;
            }
        };
    }

    /** The steps that this person could take now. */
    static Set<Action> open(Article article, Release release, Actor actor, Instant now) {
        Set<Action> open = EnumSet.noneOf(Action.class);
        Arrays.stream(Action.values()).filter(action -> isDuty(article, action, actor)
                && fits(article, release, action, now) && !(action == Action.APPROVE && isOwnWork(article, actor)))
                .forEach(open::add);
        return open;
    }

    /** The article after the decision, which {@code actor} took at {@code at}. */
    static Article evolve(@Nullable Article before, Decision decision, String actor, Instant at) {
        if (decision instanceof Decision.Created created) {
            return new Article(created.id(), 1, DraftState.DRAFT, 1, created.revisionHash(), created.content(),
                    Set.of(actor), null, 0, false, Set.of(), actor, at, at);
        }
        if (before == null) {
            throw new IllegalArgumentException("An article begins with its creation, not with " + decision);
        }
        Evolution next = new Evolution(before, at);
        return switch (decision) {
            case Decision.Created ignored -> throw new IllegalStateException("handled above");
            case Decision.Edited edited -> next.edited(edited, actor);
            case Decision.Submitted ignored -> next.in(DraftState.IN_REVIEW);
            case Decision.Rejected ignored -> next.in(DraftState.DRAFT);
            case Decision.Approved approved -> next.approved(approved, actor);
            case Decision.ApprovalRevoked ignored -> next.withoutApproval();
            case Decision.Withdrawn ignored -> next.withdrawn();
            case Decision.TakenDown ignored -> next.takenDown();
        };
    }

    private static Verdict decideEdit(Article article, Command.Edit edit, Actor actor, Instant now) {
        String section = article.content().section();
        if (!actor.mayWrite(section, article.createdBy())) {
            return notYours(section);
        }
        if (!actor.mayWrite(edit.content().section(), article.createdBy())) {
            return notYours(edit.content().section());
        }
        if (article.takenDown()) {
            return new Verdict.NotNow(Set.of());
        }
        if (edit.revisionHash().equals(article.revisionHash())) {
            return new Verdict.NothingToDo();
        }
        return new Verdict.Granted(new Decision.Edited(edit.content(), edit.revisionHash(),
                edit.content().differencesFrom(article.content()), article.isApprovalWaiting(now)));
    }

    private static Verdict.@Nullable Refused refusal(Article article, Release release, Action action, Actor actor,
            Instant now) {
        if (!isDuty(article, action, actor)) {
            return notYours(article.content().section());
        }
        if (!fits(article, release, action, now)) {
            return new Verdict.NotNow(open(article, release, actor, now));
        }
        return action == Action.APPROVE && isOwnWork(article, actor) ? new Verdict.FourEyes() : null;
    }

    private static boolean isDuty(Article article, Action action, Actor actor) {
        String section = article.content().section();
        return switch (action) {
            case SUBMIT -> actor.mayWrite(section, article.createdBy());
            case APPROVE, REJECT, REVOKE_APPROVAL, WITHDRAW -> actor.isEditorFor(section);
            // The law doesn't stop at a section's edge.
            case TAKE_DOWN -> actor.duties().contains(Actor.Duty.LEGAL);
        };
    }

    private static boolean fits(Article article, Release release, Action action, Instant now) {
        if (article.takenDown()) {
            return false;
        }
        Approval approval = article.approval();
        boolean live = release.live() && release.sequence() > article.withdrawnWith();
        return switch (action) {
            case SUBMIT -> article.state() == DraftState.DRAFT;
            case APPROVE, REJECT -> article.state() == DraftState.IN_REVIEW;
            case REVOKE_APPROVAL -> article.state() == DraftState.APPROVED && approval != null
                    && !(live && release.sequence() >= approval.sequence());
            // An approval that is due counts as out: its report may be on its way, and the page with it.
            case WITHDRAW -> live || (approval != null && !now.isBefore(approval.due()));
            case TAKE_DOWN -> live || approval != null || article.withdrawnWith() > 0;
        };
    }

    private static boolean isOwnWork(Article article, Actor actor) {
        return article.touchedBy().contains(actor.name());
    }

    private static Verdict.@Nullable Incomplete incompleteness(Article article, Command.Step step, Instant now) {
        if (step instanceof Command.Submit && article.content().body().isBlank()) {
            return new Verdict.Incomplete("/content/body", "an article without a body can't be reviewed");
        }
        if (step instanceof Command.Approve approve && approve.releaseAt() != null
                && approve.releaseAt().isBefore(now)) {
            return new Verdict.Incomplete("/releaseAt", "lies in the past; leave it out to release at once");
        }
        return null;
    }

    private static Decision decision(Command.Step step, Release release) {
        return switch (step) {
            case Command.Submit ignored -> new Decision.Submitted();
            case Command.Approve approve -> new Decision.Approved(approve.releaseAt(), approve.correction(),
                    release.firstReleasedAt());
            case Command.Reject reject -> new Decision.Rejected(reject.reason());
            case Command.RevokeApproval revoke -> new Decision.ApprovalRevoked(revoke.reason());
            case Command.Withdraw withdraw -> new Decision.Withdrawn(withdraw.reason());
            case Command.TakeDown takeDown -> new Decision.TakenDown(takeDown.reason());
        };
    }

    private static Verdict.NotYours notYours(String section) {
        return new Verdict.NotYours("Authors work on their own articles and editors on any, in the sections that their "
                + "token names; takedowns are the legal desk's. This one is in section '" + section + "'.");
    }
}
