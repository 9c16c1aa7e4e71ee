package org.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import io.micrometer.core.instrument.MeterRegistry;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.EventSigner;
import org.imprimatur.events.ReleaseFailed;
import org.imprimatur.events.ReleaseReleased;
import org.imprimatur.events.ReleaseWithdrawn;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.starter.open.OpenServer;
import org.imprimatur.tlog.note.NoteSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import tools.jackson.databind.json.JsonMapper;

/** From an event on Kafka to a page at the public port, all real. */
@ServiceTest
class PublicationTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private OpenServer server;
    @LocalServerPort
    private int port;
    @Autowired
    private BindingsLifecycleController bindings;
    @Autowired
    private MeterRegistry meters;
    @Autowired
    private Map<String, AbstractHealthIndicator> health;

    private Newsroom newsroom;
    private Reader reader;

    @BeforeEach
    void open() {
        newsroom = new Newsroom();
        reader = new Reader(server.port());
    }

    @AfterEach
    void close() {
        newsroom.close();
        reader.close();
    }

    @Test
    void anApprovalBecomesAPageWithHomeSectionAndFeedAndIsAnnounced() throws Exception {
        var id = Newsroom.newId();
        newsroom.send(Newsroom.approved(id, 3, "battery-pool"));

        await().atMost(SOON).until(() -> reader.status("/articles/battery-pool") == 200);
        assertThat(reader.text("/articles/battery-pool")).contains("<h1>About battery-pool</h1>");
        assertThat(reader.text("/")).contains("/articles/battery-pool");
        assertThat(reader.text("/articles/")).contains("/articles/battery-pool");
        assertThat(reader.text("/feed.atom")).contains("urn:uuid:" + id);
        assertThat(reader.text("/articles/feed.atom")).contains("urn:uuid:" + id);
        assertThat(reader.text("/sitemap.xml")).contains("/articles/battery-pool<");
        assertThat(reader.text("/tags/patents/")).contains("/articles/battery-pool");
        await().atMost(SOON).until(() -> !newsroom.outcomes(id).isEmpty());
        var released = (ReleaseReleased) newsroom.outcomes(id).getFirst();
        assertThat(released.sequence()).isEqualTo(3);
        assertThat(released.path()).isEqualTo("/articles/battery-pool");
        assertThat(reader.get("/articles/battery-pool").headers().firstValue("ETag"))
                .hasValue('"' + released.pageHash().substring("sha256:".length()) + '"');
    }

    @Test
    void whatIsReleasedIsFoundAtOnceAndWhatIsTakenDownNeverAgain() throws Exception {
        var id = Newsroom.newId();
        await().atMost(SOON).until(() -> reader.status("/search?q=anything") == 200);
        newsroom.send(Newsroom.approved(id, 1, "quokka-pool"));
        await().pollInterval(Duration.ofMillis(2)).atMost(SOON)
                .until(() -> reader.status("/articles/quokka-pool") == 200);
        // Whoever sees the page finds it: both come with one write.
        assertThat(reader.text("/search?q=quokka")).contains("href=\"/articles/quokka-pool\"");
        newsroom.send(Newsroom.takenDown(id, 2, "quokka-pool"));
        await().pollInterval(Duration.ofMillis(2)).atMost(SOON)
                .until(() -> reader.status("/articles/quokka-pool") == 451);
        assertThat(reader.text("/search?q=quokka")).contains("No stories found");
        var told = Objects.requireNonNull(health.get("searchHealthIndicator")).health(true);
        assertThat(Objects.requireNonNull(told).getDetails()).containsEntry("ready", true);
        assertThat(meters.get("imprimatur.search.ready").gauge().value()).isEqualTo(1);
    }

    @Test
    void theTraceOfTheEditorsRequestGoesOnToWhatIsAnnouncedWhateverElseIsInTheEdition() throws Exception {
        var approved = Newsroom.newId();
        var neighbour = Newsroom.newId();
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var other = "0af7651916cd43dd8448eb211c80319c";
        bindings.stop("articles-in-0");
        newsroom.send(Newsroom.approved(approved, 1, "traced"), "00-" + trace + "-00f067aa0ba902b7-01");
        newsroom.send(Newsroom.approved(neighbour, 1, "traced-too"), "00-" + other + "-b7ad6b7169203331-01");
        bindings.start("articles-in-0");

        await().atMost(SOON).until(() -> !newsroom.outcomes(approved).isEmpty()
                && !newsroom.outcomes(neighbour).isEmpty());
        assertThat(newsroom.traceParents(approved)).singleElement().asString().startsWith("00-" + trace + "-");
        assertThat(newsroom.traceParents(neighbour)).singleElement().asString().startsWith("00-" + other + "-");
        var unreadable = Newsroom.newId();
        newsroom.send(Newsroom.approved(unreadable, 1, "traced-by-nobody"), "no trace at all");
        await().atMost(SOON).until(() -> !newsroom.outcomes(unreadable).isEmpty());
    }

    @Test
    void aWithdrawnArticleIsGoneEverywhereAndATakenDownOneNeverComesBack() throws Exception {
        var id = Newsroom.newId();
        newsroom.send(Newsroom.approved(id, 1, "gone"));
        await().atMost(SOON).until(() -> reader.status("/articles/gone") == 200);

        newsroom.send(Newsroom.withdrawn(id, 2, "gone"));
        await().atMost(SOON).until(() -> reader.status("/articles/gone") == 410);
        assertThat(reader.text("/")).doesNotContain("/articles/gone");
        assertThat(reader.text("/feed.atom")).doesNotContain(id);

        newsroom.send(Newsroom.approved(id, 3, "gone"));
        await().atMost(SOON).until(() -> reader.status("/articles/gone") == 200);
        newsroom.send(Newsroom.takenDown(id, 4, "gone"));
        await().atMost(SOON).until(() -> reader.status("/articles/gone") == 451);
        newsroom.send(Newsroom.approved(id, 3, "gone"));
        newsroom.send(Newsroom.approved(Newsroom.newId(), 1, "afterwards"));
        await().atMost(SOON).until(() -> reader.status("/articles/afterwards") == 200);
        assertThat(reader.status("/articles/gone")).isEqualTo(451);
        await().atMost(SOON).untilAsserted(
                () -> assertThat(newsroom.outcomes(id)).filteredOn(ReleaseWithdrawn.class::isInstance)
                        .extracting(event -> ((ReleaseWithdrawn) event).status()).containsExactly(410, 451));
    }

    @Test
    void whoeverReachesTheBrokerPublishesNothingWithoutTheNewsroomsSignature() throws Exception {
        var codec = new EventCodec();
        var event = Newsroom.approved(Newsroom.newId(), 1, "forged");
        String type = codec.type(event);
        byte[] value = codec.encode(event);
        var stranger = new EventSigner(NoteSigner.generate(Newsroom.KEY.verifierKey().name(), new SecureRandom()));
        var genuine = new EventSigner(Newsroom.KEY);
        String id = event.articleId() + "-test";
        for (var signature : new String[]{null, "", "nobody AAAA", stranger.sign(id, type, event.articleId(), value),
            genuine.sign(id, type, "another", value), genuine.sign(id, type, event.articleId(), new byte[0])}) {
            newsroom.send(event.articleId(), type, value, null, signature);
        }
        // In the same partition, behind the others: once it is there they have been dealt with.
        newsroom.send(Newsroom.approved(event.articleId(), 2, "genuine"));

        await().atMost(SOON).until(() -> reader.status("/articles/genuine") == 200);
        assertThat(reader.status("/articles/forged")).isEqualTo(404);
        await().atMost(SOON).untilAsserted(() -> assertThat(alarm("forged")).isGreaterThanOrEqualTo(6));
        assertThat(newsroom.outcomes(event.articleId())).noneMatch(ReleaseFailed.class::isInstance);
    }

    @Test
    void otherWordsThanThoseWhoseHashWasApprovedAreNeverPublic() throws Exception {
        var id = Newsroom.newId();
        newsroom.send(Newsroom.approved(id, 1, "other-words", null, Newsroom.HASH));
        await().atMost(SOON).untilAsserted(() -> assertThat(newsroom.outcomes(id)).singleElement()
                .isInstanceOfSatisfying(ReleaseFailed.class,
                        failed -> assertThat(failed.reason()).contains("not those whose hash was approved")));
        assertThat(reader.status("/articles/other-words")).isEqualTo(404);
    }

    @Test
    void aRevocationThatLiesUnreadWhenTheTimeComesIsHeededAllTheSame() throws Exception {
        var revoked = Newsroom.newId();
        // In another partition: a story waits only for what may concern itself.
        var kept = Stream.generate(Newsroom::newId).filter(id -> partition(id) != partition(revoked)).findFirst()
                .orElseThrow();
        var due = Instant.now().plusSeconds(3);
        newsroom.send(Newsroom.approved(revoked, 1, "revoked-in-time", due));
        newsroom.send(Newsroom.approved(kept, 1, "kept", due));
        await().atMost(SOON).until(() -> Integer.valueOf(2).equals(details("siteHealthIndicator").get("waiting")));
        bindings.stop("articles-in-0");
        newsroom.send(Newsroom.revoked(revoked, 2, "revoked-in-time"));
        await().atMost(SOON).until(() -> reader.status("/articles/kept") == 200);
        await().atMost(SOON).until(() -> Instant.now().isAfter(due.plusSeconds(1)));
        assertThat(reader.status("/articles/revoked-in-time")).isEqualTo(404);

        bindings.start("articles-in-0");
        await().atMost(SOON).until(() -> Integer.valueOf(0).equals(details("siteHealthIndicator").get("waiting")));
        assertThat(reader.status("/articles/revoked-in-time")).isEqualTo(404);
        assertThat(newsroom.outcomes(revoked)).isEmpty();
    }

    @Test
    void aTakedownThatCannotBeCarriedOutIsReportedAndLoud() throws Exception {
        var id = Newsroom.newId();
        newsroom.send(Newsroom.approved(id, 1, "to-be-taken-down"));
        await().atMost(SOON).until(() -> reader.status("/articles/to-be-taken-down") == 200);
        double before = alarm("call-off");
        newsroom.send(id, "org.imprimatur.article.taken-down.v1",
                "{\"articleId\":\"%s\",\"sequence\":2}".formatted(id).getBytes(StandardCharsets.UTF_8));

        await().atMost(SOON).untilAsserted(() -> assertThat(newsroom.outcomes(id)).last()
                .isInstanceOfSatisfying(ReleaseFailed.class, failed -> assertThat(failed.sequence()).isEqualTo(2)));
        await().atMost(SOON).until(() -> alarm("call-off") == before + 1);
        assertThat(String.valueOf(details("alarmsHealthIndicator"))).contains(id);
    }

    @Test
    void aWithdrawalOfAnArticleThatTheSiteNeverSawIsAnsweredToo() throws Exception {
        var id = Newsroom.newId();
        newsroom.send(Newsroom.withdrawn(id, 5, "never-seen"));
        await().atMost(SOON).untilAsserted(() -> assertThat(newsroom.outcomes(id)).singleElement()
                .isInstanceOfSatisfying(ReleaseWithdrawn.class, withdrawn -> {
                    assertThat(withdrawn.sequence()).isEqualTo(5);
                    assertThat(withdrawn.path()).isEqualTo("/articles/never-seen");
                }));
    }

    private Map<String, Object> details(String indicator) {
        return Objects.requireNonNull(Objects.requireNonNull(health.get(indicator)).health(true)).getDetails();
    }

    private static int partition(String articleId) {
        return Utils.toPositive(Utils.murmur2(articleId.getBytes(StandardCharsets.UTF_8))) % 6;
    }

    private double alarm(String kind) {
        return meters.counter("imprimatur.alarms", "kind", kind).count();
    }

    @Test
    void aPoisonEventStopsNoOther() throws Exception {
        newsroom.send("poison", "org.imprimatur.article.approved.v1", "{\"no\":".getBytes(StandardCharsets.UTF_8));
        newsroom.send("poison", "org.imprimatur.article.approved.v1", "{}".getBytes(StandardCharsets.UTF_8));
        newsroom.send("poison", null, "{}".getBytes(StandardCharsets.UTF_8));
        newsroom.send("poison", "org.imprimatur.article.approved.v1", null);
        newsroom.send("poison", "org.imprimatur.article.praised.v9", "{}".getBytes(StandardCharsets.UTF_8));
        newsroom.send(Newsroom.approved(Newsroom.newId(), 1, "neighbour"));

        await().atMost(SOON).until(() -> reader.status("/articles/neighbour") == 200);
    }

    @Test
    void aStoryThatCannotBeSetIsPutAsideAndAnnouncedWhileItsNeighboursInTheSamePollGoLive() throws Exception {
        var id = Newsroom.newId();
        bindings.stop("articles-in-0");
        newsroom.send(Newsroom.approved(Newsroom.newId(), 1, "printed-before"));
        newsroom.send(id, "org.imprimatur.article.approved.v1", newsroom.unprintable(id, "unprintable"));
        newsroom.send(Newsroom.approved(Newsroom.newId(), 1, "printed-after"));
        bindings.start("articles-in-0");

        await().atMost(SOON).until(() -> reader.status("/articles/printed-before") == 200);
        await().atMost(SOON).until(() -> reader.status("/articles/printed-after") == 200);
        assertThat(reader.status("/articles/unprintable")).isEqualTo(404);
        await().atMost(SOON).untilAsserted(() -> assertThat(newsroom.outcomes(id)).singleElement()
                .isInstanceOfSatisfying(ReleaseFailed.class, failed -> {
                    assertThat(failed.sequence()).isEqualTo(1);
                    assertThat(failed.reason()).contains("put aside");
                }));
        try (var staff = new Reader(port)) {
            await().atMost(SOON).untilAsserted(() -> assertThat(new JsonMapper().readTree(staff.get(
                    "/api/v1/dead-letters?limit=200", "Authorization",
                    "Bearer " + TestIdentity.shared().token("ada", "admin")).body()).findParents("articleId"))
                    .filteredOn(letter -> id.equals(letter.get("articleId").asString())).singleElement()
                    .satisfies(letter -> assertThat(letter.get("reason").asString()).isNotBlank()));
        }
    }
}
