package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.content.article.Story.ANNA;
import static org.imprimatur.content.article.Story.BOB;
import static org.imprimatur.content.article.Story.EDITH;
import static org.imprimatur.content.article.Story.ERIK;
import static org.imprimatur.content.article.Story.LENA;
import static org.imprimatur.content.article.Story.edit;

import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkflowTest {
    private static final Actor ANNA_AS_EDITOR = new Actor("anna", Set.of(Actor.Duty.EDITOR), null);
    private static final Command APPROVE = new Command.Approve(null, null);
    private static final Command SUBMIT = new Command.Submit();
    private static final Command REVOKE = new Command.RevokeApproval(null);
    private static final Command WITHDRAW = new Command.Withdraw("wrong facts");
    private static final Command TAKE_DOWN = new Command.TakeDown("court order");

    @Test
    void whoeverEditedADraftCannotApproveItAndSomebodyElseCan() {
        Story story = Story.by(ANNA).then(ERIK, edit(1)).submitted(ANNA);
        assertThat(story.asks(ERIK, APPROVE)).isEqualTo(new Verdict.FourEyes());
        assertThat(story.asks(EDITH, APPROVE)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void aRejectionDoesNotWashTheWritersHands() {
        Story story = Story.by(ERIK).submitted(ERIK).then(EDITH, new Command.Reject("no source")).submitted(ERIK);
        assertThat(story.asks(ERIK, APPROVE)).isEqualTo(new Verdict.FourEyes());
    }

    @Test
    void aRevokedApprovalBindsTheWritersAgain() {
        Story story = Story.by(ERIK).submitted(ERIK);
        story.approved(EDITH, story.now().plusSeconds(60)).then(EDITH, REVOKE).submitted(EDITH);
        assertThat(story.asks(ERIK, APPROVE)).isEqualTo(new Verdict.FourEyes());
    }

    @Test
    void aWithdrawalBindsTheWritersAgain() {
        Story story = Story.by(ERIK).submitted(ERIK).approved(EDITH).released().then(EDITH, WITHDRAW).submitted(EDITH);
        assertThat(story.asks(ERIK, APPROVE)).isEqualTo(new Verdict.FourEyes());
        assertThat(story.asks(EDITH, APPROVE)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void aWithdrawalOfALiveStoryBindsItsWritersAlsoWhileItIsBeingRedrafted() {
        Story story = Story.by(ERIK).submitted(ERIK).approved(EDITH).released().then(EDITH, edit(1))
                .then(ERIK, WITHDRAW).submitted(ERIK);
        assertThat(story.asks(ERIK, APPROVE)).isEqualTo(new Verdict.FourEyes());
    }

    @Test
    void whoeverWroteWhatAnotherApprovedSinceMayApproveTheNextChange() {
        Story story = Story.by(ERIK).submitted(ERIK).approved(EDITH).then(ANNA_AS_EDITOR, edit(1)).submitted(ERIK);
        assertThat(story.asks(ERIK, APPROVE)).isInstanceOf(Verdict.Granted.class);
        assertThat(story.asks(ANNA_AS_EDITOR, APPROVE)).isEqualTo(new Verdict.FourEyes());
    }

    @Test
    void wordsThatNobodyApprovedBindTheirWriterAlsoWhenSomebodyElseBringsThemBack() {
        Story story = Story.by(ERIK).then(EDITH, edit(1)).submitted(EDITH).approved(ANNA_AS_EDITOR)
                .then(EDITH, edit(0)).submitted(EDITH);
        assertThat(story.asks(ERIK, APPROVE)).isEqualTo(new Verdict.FourEyes());
        assertThat(story.asks(ANNA_AS_EDITOR, APPROVE)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void wordsWhoseApprovalWasTakenBackBindTheirWriterWhenTheyComeBack() {
        Story story = Story.by(ERIK).submitted(ERIK);
        story.approved(EDITH, story.now().plusSeconds(60)).then(ANNA_AS_EDITOR, edit(1)).submitted(ERIK)
                .approved(EDITH).then(ANNA_AS_EDITOR, edit(0)).submitted(ERIK);
        assertThat(story.asks(ERIK, APPROVE)).isEqualTo(new Verdict.FourEyes());
    }

    @Test
    void wordsThatWereWithdrawnBindTheirWriterWhenTheyComeBack() {
        Story story = Story.by(ERIK).submitted(ERIK).approved(EDITH).then(EDITH, edit(1)).then(EDITH, WITHDRAW)
                .submitted(EDITH).approved(ANNA_AS_EDITOR).then(ANNA_AS_EDITOR, edit(0)).submitted(ERIK);
        assertThat(story.asks(ERIK, APPROVE)).isEqualTo(new Verdict.FourEyes());
    }

    @Test
    void onceLiveAnArticleCanBeRedraftedWhileThePublicSeesTheOldRevision() {
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH).released().later(60).then(ANNA, edit(1));
        assertThat(story.article().state()).isEqualTo(DraftState.DRAFT);
        assertThat(story.publication().state()).isEqualTo(Publication.State.LIVE);
        assertThat(story.publication().revision()).isEqualTo(1);
        assertThat(story.article().revision()).isEqualTo(2);
    }

    @Test
    void anEditVoidsAnApprovalThatStillWaits() {
        Story story = Story.by(ANNA).submitted(ANNA);
        story.approved(EDITH, story.now().plusSeconds(3600));
        assertThat(story.publication().state()).isEqualTo(Publication.State.SCHEDULED);
        assertThat(story.asks(ANNA, edit(1))).isInstanceOfSatisfying(Verdict.Granted.class,
                granted -> assertThat(((Decision.Edited) granted.decision()).voidsApproval()).isTrue());
        story.then(EDITH, edit(1));
        assertThat(story.publication().state()).isEqualTo(Publication.State.UNPUBLISHED);
        story.submitted(ANNA);
        assertThat(story.asks(EDITH, APPROVE)).isEqualTo(new Verdict.FourEyes());
        assertThat(story.asks(ERIK, APPROVE)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void anEditAfterTheReleaseWasDueVoidsNothing() {
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH);
        assertThat(story.asks(ANNA, edit(1))).isInstanceOfSatisfying(Verdict.Granted.class,
                granted -> assertThat(((Decision.Edited) granted.decision()).voidsApproval()).isFalse());
    }

    @Test
    void equalWordsAreNoNewRevision() {
        assertThat(Story.by(ANNA).asks(ANNA, edit(0))).isEqualTo(new Verdict.NothingToDo());
    }

    @Test
    void aTakenDownStoryNeverComesBack() {
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH).released().then(LENA, TAKE_DOWN);
        for (Actor person : Story.PEOPLE) {
            assertThat(story.openTo(person)).isEmpty();
        }
        assertThat(story.asks(ANNA, edit(1))).isEqualTo(new Verdict.NotNow(Set.of()));
        assertThat(story.released().publication().state()).isEqualTo(Publication.State.LIVE);
        assertThat(story.removed().publication().state()).isEqualTo(Publication.State.TAKEN_DOWN);
    }

    @Test
    void anApprovalThatIsDueCannotBeRevokedOnlyWithdrawnWhateverWasReported() {
        Story atOnce = Story.by(ANNA).submitted(ANNA).approved(EDITH);
        assertThat(atOnce.asks(ERIK, REVOKE)).isEqualTo(new Verdict.NotNow(Set.of(Action.WITHDRAW)));
        Story scheduled = Story.by(ANNA).submitted(ANNA);
        scheduled.approved(EDITH, scheduled.now().plusSeconds(60)).later(59);
        assertThat(scheduled.openTo(ERIK)).containsExactly(Action.REVOKE_APPROVAL);
        assertThat(scheduled.asks(LENA, TAKE_DOWN)).isInstanceOf(Verdict.Granted.class);
        scheduled.later(1);
        assertThat(scheduled.asks(ERIK, REVOKE)).isEqualTo(new Verdict.NotNow(Set.of(Action.WITHDRAW)));
        assertThat(scheduled.failed().openTo(ERIK)).containsExactly(Action.WITHDRAW);
        assertThat(scheduled.released().openTo(ERIK)).containsExactly(Action.WITHDRAW);
    }

    @Test
    void whatIsOutCanBeWithdrawnWhileALaterApprovalWaitsOrWasRevoked() {
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH).then(ANNA, edit(1)).submitted(ANNA);
        story.approved(EDITH, story.now().plusSeconds(60));
        assertThat(story.openTo(ERIK)).containsExactly(Action.REVOKE_APPROVAL, Action.WITHDRAW);
        story.then(ERIK, REVOKE);
        assertThat(story.openTo(ERIK)).containsExactly(Action.SUBMIT, Action.WITHDRAW);
        assertThat(story.asks(LENA, TAKE_DOWN)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void aWithdrawalOrTakedownThatTheSiteCouldNotCarryOutCanBeGivenAgain() {
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH).released().then(EDITH, WITHDRAW);
        assertThat(story.openTo(EDITH)).doesNotContain(Action.WITHDRAW);
        assertThat(story.failed().openTo(EDITH)).contains(Action.WITHDRAW);
        assertThat(story.then(LENA, TAKE_DOWN).openTo(LENA)).isEmpty();
        assertThat(story.failed().openTo(LENA)).containsExactly(Action.TAKE_DOWN);
    }

    @Test
    void aDraftThatThePublicNeverSawCanBeDiscardedAndNothingHappensToItAnyMore() {
        Story story = Story.by(ANNA).then(ANNA, new Command.Discard(null));
        assertThat(story.article().state()).isEqualTo(DraftState.DISCARDED);
        assertThat(story.article().holds("slug-0")).isFalse();
        assertThat(story.asks(ANNA, edit(1))).isEqualTo(new Verdict.NotNow(Set.of()));
        for (Actor person : Story.PEOPLE) {
            assertThat(story.openTo(person)).isEmpty();
        }
    }

    @Test
    void whatThePublicMaySeeOrHasSeenCannotBeDiscarded() {
        Command discard = new Command.Discard(null);
        Story story = Story.by(ANNA).submitted(ANNA);
        story.approved(EDITH, story.now().plusSeconds(60));
        assertThat(story.asks(ANNA, discard)).isInstanceOf(Verdict.NotNow.class);
        story.later(60).then(EDITH, WITHDRAW);
        assertThat(story.article().state()).isEqualTo(DraftState.DRAFT);
        assertThat(story.asks(ANNA, discard)).isInstanceOf(Verdict.NotNow.class);
    }

    @Test
    void whatWasNeverApprovedCannotBeWithdrawnOrTakenDown() {
        Story story = Story.by(ANNA).submitted(ANNA);
        assertThat(story.asks(EDITH, WITHDRAW))
                .isEqualTo(new Verdict.NotNow(Set.of(Action.APPROVE, Action.REJECT)));
        assertThat(story.asks(LENA, TAKE_DOWN)).isEqualTo(new Verdict.NotNow(Set.of()));
    }

    @Test
    void authorsWorkOnTheirOwnArticlesOnly() {
        Story story = Story.by(ANNA);
        assertThat(story.asks(BOB, edit(1))).isInstanceOf(Verdict.NotYours.class);
        assertThat(story.asks(BOB, SUBMIT)).isInstanceOf(Verdict.NotYours.class);
        assertThat(story.asks(ANNA, APPROVE)).isInstanceOf(Verdict.NotYours.class);
        assertThat(story.asks(ERIK, SUBMIT)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void theSectionsOfATokenLimitItOnBothEndsOfAMove() {
        Actor alerts = new Actor("ed", Set.of(Actor.Duty.EDITOR), Set.of("alerts"));
        Story elsewhere = Story.by(ANNA);
        assertThat(elsewhere.asks(alerts, edit(1))).isInstanceOf(Verdict.NotYours.class);
        assertThat(elsewhere.asks(alerts, SUBMIT)).isInstanceOf(Verdict.NotYours.class);
        Story within = Story.by(ANNA, Story.content(0, "alerts", "Body"));
        assertThat(within.asks(alerts, edit(1))).isInstanceOf(Verdict.NotYours.class);
        assertThat(within.asks(alerts, SUBMIT)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void anArticleWithoutABodyCannotBeSubmitted() {
        assertThat(Story.by(ANNA, Story.content(0, "cases", " \n")).asks(ANNA, SUBMIT))
                .isInstanceOf(Verdict.Incomplete.class);
    }

    @Test
    void aReleaseCannotBeSetIntoThePast() {
        Story story = Story.by(ANNA).submitted(ANNA);
        assertThat(story.asks(EDITH, new Command.Approve(story.now().minusMillis(1), null)))
                .isInstanceOf(Verdict.Incomplete.class);
    }
}
