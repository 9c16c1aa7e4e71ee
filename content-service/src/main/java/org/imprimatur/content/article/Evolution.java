package org.imprimatur.content.article;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An article's next state: one method per kind of decision, all of which count the sequence up by one. */
record Evolution(Article before, Instant at) {

    /** Only the draft's state changes. */
    Article in(DraftState state) {
        return next(state, before.touchedBy(), before.approval(), before.withdrawnWith(), before.takenDown());
    }

    /** New words are a new revision and a draft again, whatever was decided about the old ones. */
    Article edited(Decision.Edited edited, String actor) {
        Set<String> writers = edited.voidsApproval() ? writersWithApproval() : before.touchedBy();
        return new Article(before.id(), before.sequence() + 1, DraftState.DRAFT, before.revision() + 1,
                edited.revisionHash(), edited.content(), Names.with(writers, actor),
                edited.voidsApproval() ? null : before.approval(), before.withdrawnWith(), before.takenDown(),
                before.approvedSlugs(), before.createdBy(), before.createdAt(), at);
    }

    /** Whoever wrote what is approved now is free again: only later words bind their writers. */
    Article approved(Decision.Approved approved, String actor) {
        Approval approval = new Approval(before.sequence() + 1, before.revision(), before.revisionHash(), actor, at,
                approved.releaseAt(), before.touchedBy());
        return new Article(before.id(), before.sequence() + 1, DraftState.APPROVED, before.revision(),
                before.revisionHash(), before.content(), Set.of(), approval, before.withdrawnWith(),
                before.takenDown(), Names.with(before.approvedSlugs(), before.content().slug()), before.createdBy(),
                before.createdAt(), at);
    }

    Article withoutApproval() {
        return next(DraftState.DRAFT, writersWithApproval(), null, before.withdrawnWith(), before.takenDown());
    }

    /** A draft that was being reworked meanwhile stays as it is; an approved one has to be approved again. */
    Article withdrawn() {
        boolean approved = before.state() == DraftState.APPROVED;
        return next(approved ? DraftState.DRAFT : before.state(),
                approved ? writersWithApproval() : before.touchedBy(), null, before.sequence() + 1,
                before.takenDown());
    }

    Article takenDown() {
        return next(DraftState.DRAFT, writersWithApproval(), null, before.withdrawnWith(), true);
    }

    /** The approval falls, so the words that it covered are judged anew: their writers are bound again. */
    private Set<String> writersWithApproval() {
        Approval approval = before.approval();
        if (approval == null) {
            return before.touchedBy();
        }
        Set<String> writers = before.touchedBy();
        for (String writer : approval.writtenBy()) {
            writers = Names.with(writers, writer);
        }
        return writers;
    }

    private Article next(DraftState state, Set<String> touchedBy, @Nullable Approval approval,
            long withdrawnWith, boolean takenDown) {
        return new Article(before.id(), before.sequence() + 1, state, before.revision(), before.revisionHash(),
                before.content(), touchedBy, approval, withdrawnWith, takenDown, before.approvedSlugs(),
                before.createdBy(), before.createdAt(), at);
    }
}
