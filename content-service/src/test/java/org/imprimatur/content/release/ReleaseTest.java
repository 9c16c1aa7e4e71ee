package org.imprimatur.content.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.content.RunningService;
import org.imprimatur.content.Topic;
import org.imprimatur.events.Event;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.ReleaseFailed;
import org.imprimatur.events.ReleaseReleased;
import org.imprimatur.events.ReleaseWithdrawn;
import org.imprimatur.events.Topics;
import org.junit.jupiter.api.Test;

class ReleaseTest extends RunningService {
    private static final String HASH = "sha256:" + "0".repeat(64);

    private final Topic releases = new Topic(Topics.RELEASES);
    private final EventCodec codec = new EventCodec();

    @Test
    void anArticleSaysLiveWithEditionPathAndLatencyOnceTheSiteReportsIt() {
        Answer approved = approved("Goes live");
        report(released(approved, 7));

        Answer live = awaitState(approved, "LIVE");

        assertThat(live.text("/publication/path")).isEqualTo("/cases/x");
        assertThat(live.body().at("/publication/edition").asLong()).isEqualTo(7);
        assertThat(live.body().at("/publication/latencyMs").asLong()).isEqualTo(25);
        assertThat(live.text("/publication/pageHash")).isEqualTo(HASH);
        assertThat(live.tag()).isNotEqualTo(approved.tag());
        // The report made no version: who began editing before it may save after it.
        Answer withdrawn = erik().take("withdraw", approved, Map.of("reason", "Wrong."));
        assertThat(withdrawn.status()).isEqualTo(200);
        assertThat(withdrawn.text("/publication/state")).isEqualTo("LIVE");
        assertThat(withdrawn.text("/publication/underWay")).isEqualTo("WITHDRAWAL");
    }

    @Test
    void repeatedAndOutdatedReportsChangeNothing() {
        Answer approved = approved("Repeated");
        report(released(approved, 9));
        Answer live = awaitState(approved, "LIVE");
        report(released(approved, 9));
        report(released(approved, 8));
        Answer fence = approved("Repeated fence");
        report(released(fence, 10));
        awaitState(fence, "LIVE");
        assertThat(read(approved).tag()).isEqualTo(live.tag());
    }

    @Test
    void aPoisonEventGoesToTheDeadLettersAloneAndItsNeighboursGoOn() {
        Answer before = approved("Neighbour before");
        Answer poisoned = approved("Poisoned");
        Answer after = approved("Neighbour after");
        report(released(before, 11));
        releases.send(poisoned.id(), "org.imprimatur.release.released.v1", "{\"articleId\":".getBytes(UTF_8));
        releases.send(poisoned.id(), "org.imprimatur.release.unheard-of.v1", "anything".getBytes(UTF_8));
        report(released(after, 12));

        awaitState(before, "LIVE");
        awaitState(after, "LIVE");
        List<Topic.Letter> letters = new Topic(Topics.deadLetter(Topics.RELEASES)).await(poisoned.id(), 1);
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo("{\"articleId\":");
            assertThat(letter.header("ce_type")).isEqualTo("org.imprimatur.release.released.v1");
            assertThat(letter.header("imprimatur-reason")).contains("unreadable JSON");
            assertThat(letter.header("imprimatur-original-topic")).isEqualTo(Topics.RELEASES);
            assertThat(letter.headers()).containsKeys("imprimatur-original-partition", "imprimatur-original-offset");
        });
        assertThat(read(poisoned).text("/publication/state")).isEqualTo("UNPUBLISHED");
    }

    @Test
    void aFailureIsShownUntilADecisionSucceeds() {
        Answer approved = approved("Fails");
        report(new ReleaseFailed(approved.id(), 3, "The template has no such section.", Instant.now()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> read(approved).text("/publication/failure").contains("template"));
        assertThat(read(approved).text("/publication/underWay")).isEqualTo("RELEASE");
        report(released(approved, 13));
        Answer live = awaitState(approved, "LIVE");
        assertThat(live.body().at("/publication").has("failure")).isFalse();
    }

    @Test
    void theDateOfTheFirstReleaseAndEveryCorrectionGoWithEveryLaterApproval() {
        Answer approved = approved("First date");
        String first = approved.text("/updatedAt");
        report(released(approved, 14));
        awaitState(approved, "LIVE");
        Answer corrected = edith().take("approve", anna().take("submit", edit(approved, "Corrected.")),
                Map.of("correction", Map.of("note", "A date.")));
        edith().take("approve", anna().take("submit", edit(corrected, "Edited.")));
        List<Topic.Letter> letters = new Topic(Topics.ARTICLES).await(approved.id(), 6);
        for (int index : new int[]{3, 5}) {
            assertThat(letters.get(index).value()).contains("\"firstReleasedAt\":\"" + first + "\"")
                    .contains("\"corrections\":[{\"note\":\"A date.\",\"at\":\"" + corrected.text("/updatedAt")
                            + "\"}]");
        }
    }

    @Test
    void aWithdrawalThatTheSiteReportsKeepsItsEdition() {
        Answer approved = approved("Withdrawn");
        report(released(approved, 15));
        Answer withdrawn = erik().take("withdraw", awaitState(approved, "LIVE"), Map.of("reason", "Wrong."));
        report(new ReleaseWithdrawn(approved.id(), 4, 16, "/cases/x", Instant.now(), 410));
        await().atMost(Duration.ofSeconds(20)).until(() -> !read(approved).tag().equals(withdrawn.tag()));
        assertThat(read(approved).text("/publication/state")).isEqualTo("WITHDRAWN");
        assertThat(read(approved).body().at("/publication/edition").asLong()).isEqualTo(16);
        Answer takenDown = lena().take("take-down", read(approved), Map.of("reason", "Court order."));
        assertThat(takenDown.text("/publication/state")).isEqualTo("WITHDRAWN");
        assertThat(takenDown.text("/publication/underWay")).isEqualTo("TAKE_DOWN");
        report(new ReleaseWithdrawn(approved.id(), 5, 17, "/cases/x", Instant.now(), 451));
        Answer gone = awaitState(approved, "TAKEN_DOWN");
        assertThat(gone.body().at("/publication/status").asInt()).isEqualTo(451);
        assertThat(gone.body().at("/publication").has("underWay")).isFalse();
    }

    @Test
    void aRemovalThatTheSiteCouldNotCarryOutIsAnAlarmUntilItIsDoneAndCanBeGivenAgain() {
        Answer approved = approved("Stays public");
        report(released(approved, 21));
        Answer withdrawn = erik().take("withdraw", awaitState(approved, "LIVE"), Map.of("reason", "Wrong."));
        assertThat(withdrawn.text("/publication/underWay")).isEqualTo("WITHDRAWAL");
        report(new ReleaseFailed(approved.id(), 4, "The template is broken.", Instant.now()));
        String alarm = "/components/releases/details/stillPublic/" + approved.id();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> operator().get("/actuator/health").body().at(alarm).asInt(0) == 4);
        Answer failed = read(approved);
        assertThat(failed.text("/publication/state")).isEqualTo("LIVE");
        assertThat(failed.text("/publication/failure")).contains("template");
        assertThat(erik().take("withdraw", failed, Map.of("reason", "Again.")).status()).isEqualTo(200);
        report(new ReleaseWithdrawn(approved.id(), 5, 22, "/cases/x", Instant.now(), 410));
        awaitState(approved, "WITHDRAWN");
        assertThat(operator().get("/actuator/health").body().at(alarm).isMissingNode()).isTrue();
    }

    @Test
    void aReportOfWhatNobodyDecidedHereIsAnAlarmAndChangesNothing() {
        String nobody = UUID.randomUUID().toString();
        Answer submitted = anna().take("submit", anna().write("Never approved"));
        Instant at = Instant.now();
        report(new ReleaseReleased(nobody, 3, 1, 18, "/cases/x", HASH, at, at));
        // Of an article that there is, but no decision to release it.
        report(new ReleaseReleased(submitted.id(), 2, 1, 19, "/cases/x", HASH, at, at));
        Topic letters = new Topic(Topics.deadLetter(Topics.RELEASES));
        assertThat(letters.await(nobody, 1)).extracting(letter -> letter.header("imprimatur-reason"))
                .containsExactly("no such decision in the article log");
        letters.await(submitted.id(), 1);
        Answer health = operator().get("/actuator/health");
        assertThat(health.text("/components/releases/status")).isEqualTo("DOWN");
        assertThat(health.text("/components/releases/details/lastUnknown")).contains(submitted.id());
        assertThat(health.text("/status")).isEqualTo("UP");
        assertThat(operator().get("/actuator/prometheus").body().asString()).contains("imprimatur_releases_unknown");
        assertThat(read(submitted).text("/publication/state")).isEqualTo("UNPUBLISHED");
    }

    @Test
    void theOperatorsSeeLagAndLatency() {
        Answer approved = approved("Measured");
        report(released(approved, 17));
        awaitState(approved, "LIVE");
        assertThat(operator().get("/actuator/prometheus").body().asString()).contains("imprimatur_relay_lag",
                "imprimatur_relay_pending", "imprimatur_approve_to_live", "imprimatur_drafts_saved",
                "imprimatur_dead_letters");
        assertThat(operator().get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private Answer edit(Answer seen, String body) {
        return anna().put("/api/v1/articles/" + seen.id(),
                Map.of("headline", "First date", "section", "cases", "body", body), "If-Match", seen.tag());
    }

    private Answer approved(String headline) {
        return edith().take("approve", anna().take("submit", anna().write(headline)));
    }

    private static ReleaseReleased released(Answer approved, long edition) {
        Instant at = Instant.parse(approved.text("/updatedAt"));
        return new ReleaseReleased(approved.id(), 3, 1, edition, "/cases/x", HASH, at, at.plusMillis(25));
    }

    private void report(Event event) {
        releases.send(event.articleId(), codec.type(event), codec.encode(event));
    }

    private Answer read(Answer article) {
        return edith().get("/api/v1/articles/" + article.id());
    }

    private Answer awaitState(Answer article, String state) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> read(article),
                answer -> answer.text("/publication/state").equals(state));
    }
}
