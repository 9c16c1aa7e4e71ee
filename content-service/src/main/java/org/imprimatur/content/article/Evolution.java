package org.imprimatur.content.article;

import java.time.Instant;
import java.util.Set;

/**
 * An article's next state: one method per kind of decision, all of which count the sequence up by one.
 *
 * @param before the article as it was at that very time
 */
record Evolution(Article before, Instant at) {

    /** Only the draft's state changes. */
    Article in(DraftState state) {
        return next(state, before.boundWriters(), before.approvals());
    }

    /** New words are a new revision and a draft again, whatever was decided about the old ones. */
    Article edited(Decision.Edited edited, String actor) {
        Set<String> bound = edited.voidsApproval() ? boundWithWaiting() : before.boundWriters();
        return new Article(before.id(), before.sequence() + 1, DraftState.DRAFT, before.revision() + 1,
                edited.revisionHash(), edited.content(),
                Names.with(Names.together(bound, edited.boundAgain()), actor), Names.with(before.writers(), actor),
                edited.voidsApproval() ? before.approvals().withoutWaiting() : before.approvals(), before.createdBy(),
                before.createdAt(), at);
    }

    /** Whoever wrote what is approved now is free again: only later words bind their writers. */
    Article approved(Decision.Approved approved, String actor) {
        Approval approval = new Approval(before.sequence() + 1, before.revision(), before.revisionHash(),
                before.content().slug(), actor, at, approved.releaseAt(), approved.correction(),
                before.boundWriters());
        return next(DraftState.APPROVED, Set.of(), before.approvals().with(approval).at(at));
    }

    Article withoutApproval() {
        return next(DraftState.DRAFT, boundWithWaiting(), before.approvals().withoutWaiting());
    }

    /**
     * What was withdrawn has to be judged anew, all of it, so everybody who wrote in it is bound again. A draft that was
     * being reworked meanwhile stays as it is; an approved one has to be approved again.
     */
    Article withdrawn() {
        DraftState state = before.state() == DraftState.APPROVED ? DraftState.DRAFT : before.state();
        return next(state, before.writers(), before.approvals().withdrawn(before.sequence() + 1));
    }

    Article takenDown() {
        return next(DraftState.DRAFT, before.writers(), before.approvals().takenDown(before.sequence() + 1));
    }

    /** An approval that falls before its time frees nobody any more. */
    private Set<String> boundWithWaiting() {
        Approval waiting = before.approvals().waiting();
        return waiting == null
                ? before.boundWriters()
                : Names.together(before.boundWriters(), waiting.writtenBy());
    }

    private Article next(DraftState state, Set<String> bound, Approvals approvals) {
        return new Article(before.id(), before.sequence() + 1, state, before.revision(), before.revisionHash(),
                before.content(), bound, before.writers(), approvals, before.createdBy(), before.createdAt(), at);
    }
}
