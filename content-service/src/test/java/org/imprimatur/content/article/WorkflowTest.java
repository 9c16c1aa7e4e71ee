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
        Story story = Story.by(ERIK).submitted(ERIK).approved(EDITH).then(EDITH, REVOKE).submitted(EDITH);
        assertThat(story.asks(ERIK, APPROVE)).isEqualTo(new Verdict.FourEyes());
    }

    @Test
    void aWithdrawalBindsTheWritersAgain() {
        Story story = Story.by(ERIK).submitted(ERIK).approved(EDITH).released().then(EDITH, WITHDRAW).submitted(EDITH);
        assertThat(story.asks(ERIK, APPROVE)).isEqualTo(new Verdict.FourEyes());
        assertThat(story.asks(EDITH, APPROVE)).isInstanceOf(Verdict.Granted.class);
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
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH).later(1);
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
        assertThat(story.released().publication().state()).isEqualTo(Publication.State.TAKEN_DOWN);
    }

    @Test
    void aReportThatComesAfterTheWithdrawalDoesNotMakeItLive() {
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH);
        Release late = story.released().release();
        story.then(EDITH, WITHDRAW);
        assertThat(Publication.of(story.article(), late).state()).isEqualTo(Publication.State.WITHDRAWN);
    }

    @Test
    void aWithdrawnArticleMayComeBackAfterAnotherApproval() {
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH).released().then(EDITH, WITHDRAW).submitted(ANNA)
                .approved(EDITH);
        assertThat(story.publication().state()).isEqualTo(Publication.State.SCHEDULED);
        assertThat(story.released().publication().state()).isEqualTo(Publication.State.LIVE);
    }

    @Test
    void anApprovalThatIsLiveCannotBeRevokedOnlyWithdrawn() {
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH).released();
        assertThat(story.asks(ERIK, REVOKE)).isEqualTo(new Verdict.NotNow(Set.of(Action.WITHDRAW)));
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

    @Test
    void theLatencyOfAScheduledReleaseCountsFromItsTime() {
        Story story = Story.by(ANNA).submitted(ANNA);
        story.approved(EDITH, story.now().plusSeconds(3600)).later(3601).released();
        assertThat(story.publication().latencyMs()).isEqualTo(1_000);
    }
}
