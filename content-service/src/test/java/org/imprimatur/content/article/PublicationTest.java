package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.content.article.Story.ANNA;
import static org.imprimatur.content.article.Story.EDITH;
import static org.imprimatur.content.article.Story.LENA;
import static org.imprimatur.content.article.Story.edit;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an article says about its place in public, and the dates that go there with it. */
class PublicationTest {
    private static final Command REVOKE = new Command.RevokeApproval(null);
    private static final Command WITHDRAW = new Command.Withdraw("wrong facts");
    private static final Command TAKE_DOWN = new Command.TakeDown("court order");

    @Test
    void aPageIsSaidToBeGoneOnceTheSiteReportsItAndUntilThenToBeGoing() {
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH).released().then(EDITH, WITHDRAW);
        assertThat(story.publication().state()).isEqualTo(Publication.State.LIVE);
        assertThat(story.publication().underWay()).isEqualTo(Publication.UnderWay.WITHDRAWAL);
        story.removed();
        assertThat(story.publication().state()).isEqualTo(Publication.State.WITHDRAWN);
        assertThat(story.publication().underWay()).isNull();
        story.then(LENA, TAKE_DOWN);
        assertThat(story.publication().state()).isEqualTo(Publication.State.WITHDRAWN);
        assertThat(story.publication().underWay()).isEqualTo(Publication.UnderWay.TAKE_DOWN);
        story.removed();
        assertThat(story.publication().state()).isEqualTo(Publication.State.TAKEN_DOWN);
        assertThat(story.publication().status()).isEqualTo(451);
    }

    @Test
    void aReleaseAtOnceIsUnderWayAndNotScheduled() {
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH);
        assertThat(story.publication().state()).isEqualTo(Publication.State.UNPUBLISHED);
        assertThat(story.publication().underWay()).isEqualTo(Publication.UnderWay.RELEASE);
        assertThat(story.released().publication().underWay()).isNull();
    }

    @Test
    void aScheduledReleaseSaysItsTimeAndOnceItHasComeThatItIsUnderWay() {
        Story story = Story.by(ANNA).submitted(ANNA);
        Instant time = story.now().plusSeconds(60);
        story.approved(EDITH, time);
        assertThat(story.publication().state()).isEqualTo(Publication.State.SCHEDULED);
        assertThat(story.publication().releaseAt()).isEqualTo(time);
        assertThat(story.publication().underWay()).isNull();
        assertThat(story.later(60).publication().underWay()).isEqualTo(Publication.UnderWay.RELEASE);
    }

    @Test
    void aWithdrawnArticleMayComeBackAfterAnotherApproval() {
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH).released().then(EDITH, WITHDRAW).submitted(ANNA)
                .approved(EDITH);
        assertThat(story.publication().underWay()).isEqualTo(Publication.UnderWay.RELEASE);
        assertThat(story.released().publication().state()).isEqualTo(Publication.State.LIVE);
    }

    @Test
    void aStorysDateIsWhenItsFirstApprovalThatCameDueWasDueAndNeverMoves() {
        Story story = Story.by(ANNA).submitted(ANNA);
        story.approved(EDITH, story.now().plusSeconds(60)).then(EDITH, REVOKE).submitted(ANNA).later(10);
        Instant due = story.now().plusSeconds(100);
        story.approved(EDITH, due);
        assertThat(dateOfNewest(story)).isEqualTo(due);
        story.later(500).released().then(ANNA, edit(1)).submitted(ANNA).approved(EDITH);
        assertThat(dateOfNewest(story)).isEqualTo(due);
        story.then(EDITH, WITHDRAW).submitted(ANNA).later(7).approved(EDITH, story.now().plusSeconds(60));
        assertThat(dateOfNewest(story)).isEqualTo(due);
    }

    @Test
    void correctionsStayWithTheMomentAtWhichTheyWereDueAndThoseThatNeverWentOutAreNone() {
        Story story = Story.by(ANNA).submitted(ANNA).approved(EDITH).later(10).then(ANNA, edit(1)).submitted(ANNA)
                .corrected(EDITH, "first");
        Instant first = story.now();
        story.later(10).then(ANNA, edit(2)).submitted(ANNA);
        story.then(EDITH, new Command.Approve(story.now().plusSeconds(60), "revoked")).then(EDITH, REVOKE)
                .submitted(ANNA).then(EDITH, new Command.Approve(story.now().plusSeconds(60), "voided"))
                .then(ANNA, edit(3)).submitted(ANNA).approved(EDITH);
        assertThat(story.article().approvals().corrections())
                .containsExactly(new Approvals.Correction("first", first));
        story.then(ANNA, edit(1)).submitted(ANNA);
        Instant second = story.now().plusSeconds(60);
        story.then(EDITH, new Command.Approve(second, "second"));
        Approvals approvals = story.article().approvals();
        assertThat(approvals.corrections(Objects.requireNonNull(approvals.waiting())))
                .containsExactly(new Approvals.Correction("first", first), new Approvals.Correction("second", second));
    }

    @Test
    void theLatencyOfAScheduledReleaseCountsFromItsTime() {
        Story story = Story.by(ANNA).submitted(ANNA);
        story.approved(EDITH, story.now().plusSeconds(3600)).later(3601).released();
        assertThat(story.publication().latencyMs()).isEqualTo(1_000);
        story.then(EDITH, WITHDRAW);
        assertThat(story.publication().latencyMs()).as("while the page is being withdrawn").isNull();
    }

    private static Instant dateOfNewest(Story story) {
        Approvals approvals = story.article().approvals();
        return approvals.date(Objects.requireNonNull(approvals.newest()));
    }
}
