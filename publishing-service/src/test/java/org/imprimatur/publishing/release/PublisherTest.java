package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.Outcome;
import org.imprimatur.publishing.edition.PathChange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imprimatur.publishing.Stories.NOON;
import static org.imprimatur.publishing.Stories.approved;
import static org.imprimatur.publishing.Stories.revoked;
import static org.imprimatur.publishing.Stories.scheduled;
import static org.imprimatur.publishing.Stories.story;
import static org.imprimatur.publishing.Stories.takenDown;
import static org.imprimatur.publishing.Stories.withdrawn;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.page.Masthead;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What editions promise, on a real database. */
class PublisherTest {
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final String database = "releases-" + UUID.randomUUID();
    private final SettableClock clock = new SettableClock(NOON.plusSeconds(3_600));

    @AfterEach
    void drop() {
        client.getDatabase(database).drop();
        client.close();
    }

    private SiteInstance open(String name) {
        return SiteInstance.open(name, client, database, clock);
    }

    @Test
    void twoInstancesNeverTakeTheSameNumberAndShowTheSameSite() throws Exception {
        var one = open("one");
        var two = open("two");
        try (var threads = Executors.newFixedThreadPool(2)) {
            threads.invokeAll(List.of(publishing(one, 0), publishing(two, 1))).forEach(PublisherTest::finished);
        }
        one.publisher.follow();
        two.publisher.follow();

        assertThat(one.seen()).isEqualTo(two.seen()).containsKeys("/cases/story-0", "/cases/story-39");
        var editions = one.log.after(0, 1_000);
        assertThat(editions).hasSize(41);
        for (int index = 0; index < editions.size(); index++) {
            assertThat(editions.get(index).follows(index == 0 ? null : editions.get(index - 1))).isTrue();
        }
        assertThat(editions.stream().flatMap(edition -> edition.causes().stream()).map(ArticleChange::articleId))
                .doesNotHaveDuplicates().hasSize(40);
        assertThat(open("three").seen()).isEqualTo(one.seen());
    }

    private static Callable<Boolean> publishing(SiteInstance room, int parity) {
        return () -> {
            for (int number = parity; number < 40; number += 2) {
                room.take(List.of(approved("id-" + number, 1, Section.CASES, "story-" + number)));
            }
            return true;
        };
    }

    private static void finished(Future<Boolean> future) {
        assertThat(future.resultNow()).isTrue();
    }

    @Test
    void aRestartShowsTheSameSiteWhereverTheCrashCame() {
        var first = open("first");
        first.take(List.of(approved("a", 1, Section.CASES, "a"), approved("b", 1, Section.ALERTS, "b")));
        first.project();
        first.take(List.of(approved("a", 2, Section.CASES, "a-moved"), withdrawn("b", 2)));
        // The second edition is not in the projection yet, as after a crash right behind the commit.

        var second = open("second");
        assertThat(second.seen()).isEqualTo(first.seen());
        assertThat(second.status("/cases/a")).isEqualTo(301);
        assertThat(second.status("/alerts/b")).isEqualTo(410);
        second.project();
        var third = open("third");
        assertThat(third.seen()).isEqualTo(first.seen());
        assertThat(third.take(List.of(approved("a", 2, Section.CASES, "a-moved")))).isEmpty();
        assertThat(third.log.newest()).isEqualTo(3);
    }

    @Test
    void severalDecisionsShareOneEditionAndOldOnesMakeNone() {
        var room = open("one");
        var edition = room.take(List.of(approved("a", 1, Section.CASES, "a"), approved("b", 4, Section.CASES, "b"),
                approved("a", 2, Section.CASES, "a"))).orElseThrow();

        assertThat(edition.causes()).hasSize(3);
        assertThat(edition.changes()).extracting(PathChange::path).contains("/", "/cases/", "/feed.atom",
                "/cases/feed.atom", "/cases/a", "/cases/b", "/sitemap.xml");
        assertThat(room.take(List.of(approved("a", 1, Section.CASES, "x"), withdrawn("b", 3)))).isEmpty();
        assertThat(room.log.newest()).isEqualTo(edition.number());
    }

    @Test
    void aTakenDownStoryNeverComesBack() {
        var room = open("one");
        room.take(List.of(approved("a", 1, Section.CASES, "a")));
        room.take(List.of(takenDown("a", 2)));

        room.take(List.of(approved("a", 1, Section.CASES, "a"), approved("a", 3, Section.CASES, "a")));
        assertThat(room.status("/cases/a")).isEqualTo(451);
        assertThat(open("two").status("/cases/a")).isEqualTo(451);
    }

    @Test
    void anEmbargoedStoryGoesLiveOnItsSecondOnceAlthoughTwoInstancesWait() throws Exception {
        var one = open("one");
        one.take(List.of(embargoed("a", 1)));
        var two = open("two");
        one.releases.releaseDue();
        assertThat(one.status("/cases/a")).isEqualTo(404);

        clock.set(NOON.plusSeconds(7_200));
        try (var threads = Executors.newFixedThreadPool(2)) {
            threads.invokeAll(List.<Callable<Boolean>>of(one.releases::releaseDue, two.releases::releaseDue));
        }
        one.publisher.follow();
        two.publisher.follow();

        assertThat(one.status("/cases/a")).isEqualTo(200);
        assertThat(two.seen()).isEqualTo(one.seen());
        assertThat(one.log.after(0, 100).stream().flatMap(edition -> edition.causes().stream()))
                .extracting(cause -> cause.getClass().getSimpleName()).containsExactly("Approved", "Due");
        assertThat(one.releases.releaseDue()).isFalse();
    }

    @Test
    void aRevokedReleaseNeverHappensNotEvenWhenItsApprovalComesAgain() {
        var room = open("one");
        room.take(List.of(embargoed("a", 1)));
        room.take(List.of(revoked("a", 2)));
        room.take(List.of(embargoed("a", 1)));

        clock.set(NOON.plusSeconds(7_200));
        var restarted = open("two");
        restarted.releases.releaseDue();
        restarted.take(List.of(embargoed("a", 1)));
        assertThat(restarted.status("/cases/a")).isEqualTo(404);
        restarted.take(List.of(approved("a", 3, Section.CASES, "a")));
        assertThat(restarted.status("/cases/a")).isEqualTo(200);
    }

    @Test
    void anApprovalThatArrivesTogetherWithItsRevocationIsNeverSeen() {
        var room = open("one");
        room.take(List.of(embargoed("a", 1), revoked("a", 2), approved("b", 1, Section.CASES, "b")));
        clock.set(NOON.plusSeconds(7_200));
        room.releases.releaseDue();
        assertThat(room.status("/cases/a")).isEqualTo(404);
        assertThat(room.status("/cases/b")).isEqualTo(200);
        room.take(List.of(embargoed("a", 1)));
        room.releases.releaseDue();
        assertThat(room.status("/cases/a")).isEqualTo(404);
    }

    @Test
    void aRevocationThatComesTooLateTakesThePageOffAndIsReportedAsAWithdrawal() {
        var room = open("one");
        room.take(List.of(embargoed("a", 1)));
        clock.set(NOON.plusSeconds(7_200));
        room.releases.releaseDue();
        assertThat(room.status("/cases/a")).isEqualTo(200);
        var edition = room.take(List.of(revoked("a", 2))).orElseThrow();
        assertThat(room.status("/cases/a")).isEqualTo(410);
        assertThat(edition.outcomes()).singleElement()
                .isEqualTo(new Outcome("a", 2, 410, 0, "/cases/a", null, null));
    }

    @Test
    void aRevocationOfAnApprovalThatTheSiteNeverTookLeavesWhatIsLiveAlone() {
        var room = open("one");
        room.take(List.of(approved("a", 1, Section.CASES, "a")));
        // The approval of sequence 2 went to the dead letters.
        room.take(List.of(Stories.revoked("a", 3, 2)));
        assertThat(room.status("/cases/a")).isEqualTo(200);
    }

    @Test
    void aWithdrawalOvertakesAWaitingRelease() {
        var room = open("one");
        room.take(List.of(approved("a", 1, Section.CASES, "a")));
        room.take(List.of(embargoed("a", 2)));
        room.take(List.of(withdrawn("a", 3)));
        clock.set(NOON.plusSeconds(7_200));
        room.releases.releaseDue();
        assertThat(room.status("/cases/a")).isEqualTo(410);
        assertThat(room.releases.releaseDue()).isFalse();
    }

    @Test
    void nothingIsReleasedBeforeTheSiteIsKnown() {
        var room = new SiteInstance("early", client.getDatabase(database), clock);
        var change = List.of(approved("a", 1, Section.CASES, "a"));
        assertThatThrownBy(() -> room.take(change)).isInstanceOf(SiteNotLoadedException.class);
        room.load();
        assertThat(room.take(change)).isPresent();
    }

    @Test
    void aPollOfLongStoriesIsSpreadOverEditionsThatFitTheDatabase() {
        var room = open("one");
        var changes = new ArrayList<ArticleChange>();
        for (int number = 0; number < 12; number++) {
            changes.add(Stories.approved(story("id-" + number, 1, Section.CASES, "long-" + number, NOON,
                    "长".repeat(300_000), List.of())));
        }
        room.take(changes);
        assertThat(room.status("/cases/long-11")).isEqualTo(200);
        assertThat(open("two").seen()).isEqualTo(room.seen());
    }

    @Test
    void pagesLostFromTheDatabaseAreRenderedAgainWithTheHashesTheirEditionsName() {
        var room = open("one");
        for (int number = 0; number < 45; number++) {
            room.take(List.of(approved("id-" + number, 1, Section.CASES, "story-" + number)));
        }
        room.take(List.of(withdrawn("id-1", 2), takenDown("id-2", 2),
                approved("id-3", 2, Section.ALERTS, "moved")));
        long editions = room.log.newest();
        long kept = pages().deleteMany(new Document("_id", new Document("$in",
                room.shown.values().stream().map(PathChange::hash).toList()))).getDeletedCount();

        var two = open("two");
        int pages = room.shown.size();
        // Nobody has asked for them yet: they are missed all the same.
        two.recovery.check();
        assertThat(two.details()).containsEntry("lostPages", List.of());
        assertThat(pages().countDocuments(new Document("_id", new Document("$in",
                room.shown.values().stream().map(PathChange::hash).toList())))).isEqualTo(kept);
        assertThat(two.seen()).isEqualTo(room.seen()).hasSize(pages).containsKeys("/cases/page/1/", "/tags/patents/",
                "/robots.txt");
        assertThat(room.log.newest()).isEqualTo(editions);
    }

    @Test
    void aPageWhoseBytesAreLostForGoodIsUnavailableAloneAndComesBackWithThem() {
        var room = open("one");
        room.take(List.of(approved("a", 1, Section.CASES, "a")));
        room.take(List.of(approved("b", 1, Section.CASES, "b")));
        // As if an earlier template version had made it, and its bytes were gone.
        var hash = Objects.requireNonNull(room.shown.get("/cases/a")).hash();
        var lost = Objects.requireNonNull(pages().findOneAndDelete(new Document("_id", hash)));
        var other = new SiteInstance("two", client.getDatabase(database), clock, List::copyOf,
                new Masthead("https://gazette.example", "The Gazette, of another look", "What is new."));
        other.load();

        assertThat(other.status("/cases/a")).isEqualTo(503);
        assertThat(other.status("/cases/b")).isEqualTo(200);
        assertThat(other.details()).containsEntry("lostPages", List.of("/cases/a"));
        assertThat(other.take(List.of(approved("c", 1, Section.CASES, "c")))).isPresent();
        assertThat(other.status("/cases/c")).isEqualTo(200);

        pages().insertOne(lost);
        other.publisher.follow();
        assertThat(other.status("/cases/a")).isEqualTo(200);
        assertThat(other.details()).containsEntry("lostPages", List.of());
    }

    @Test
    void anEditionWhosePagesAreLostIsFollowedWithPagesRenderedAgain() {
        var one = open("one");
        var two = open("two");
        one.take(List.of(approved("a", 1, Section.CASES, "a")));
        pages().deleteMany(new Document());
        two.publisher.follow();
        assertThat(two.seen()).isEqualTo(one.seen()).containsKey("/cases/a");
    }

    @Test
    void aStoryThatCannotBeSetIsNamedAndLeavesTheSiteAsItWas() {
        var room = open("one");
        room.take(List.of(approved("a", 1, Section.CASES, "a")));
        var before = room.seen();
        var changes = List.of(approved("b", 1, Section.CASES, "b"),
                Stories.approved(Stories.headed(story("c", 1, Section.CASES, "c", NOON), Stories.UNRENDERABLE)));

        assertThatThrownBy(() -> room.take(changes)).isInstanceOfSatisfying(UnrenderableStoryException.class,
                culprit -> assertThat(culprit.articleId()).isEqualTo("c"));
        assertThat(room.seen()).isEqualTo(before);
        assertThat(room.take(changes.subList(0, 1))).isPresent();
        assertThat(room.status("/cases/b")).isEqualTo(200);
    }

    @Test
    void anEditionKnowsTheTraceOfEachDecisionAcrossAnEmbargoAndARestart() {
        var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var other = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var room = open("one");
        var atOnce = room.take(List.of(approved("a", 1, Section.CASES, "a"), approved("b", 1, Section.CASES, "b")),
                Map.of("a", trace)).orElseThrow();
        room.take(List.of(embargoed("c", 1)), Map.of("c", other));
        clock.set(NOON.plusSeconds(7_200));
        var restarted = open("two");
        restarted.releases.releaseDue();

        assertThat(restarted.log.find(atOnce.number()).orElseThrow()).isEqualTo(atOnce)
                .satisfies(edition -> assertThat(edition.causes()).extracting(ArticleChange::traceParent)
                        .containsExactly(trace, null));
        assertThat(restarted.log.find(restarted.log.newest()).orElseThrow().causes())
                .extracting(ArticleChange::traceParent).containsExactly(other);
    }

    @Test
    void aWaitingStoryThatCannotBeSetAnyMoreIsReportedAndKeepsNoOtherFromGoingLive() {
        var room = open("one");
        // It could be set when it came, and can't be in the look of today.
        var bad = Stories.signed(Stories.approved(scheduled(Stories.headed(story("bad", 1, Section.CASES, "bad", NOON),
                Stories.UNRENDERABLE), NOON, NOON)), null);
        room.publisher.publish(List.of(bad));
        room.take(List.of(Stories.approved(scheduled(story("good", 1, Section.CASES, "good", NOON), NOON, NOON))));

        assertThat(room.releases.releaseDue()).isTrue();
        assertThat(room.releases.releaseDue()).isFalse();
        assertThat(room.status("/cases/good")).isEqualTo(200);
        assertThat(room.status("/cases/bad")).isEqualTo(404);
        assertThat(room.log.after(0, 100).stream().flatMap(edition -> edition.outcomes().stream()))
                .anyMatch(outcome -> outcome.articleId().equals("bad") && outcome.status() == Outcome.FAILED);
        assertThat(open("two").releases.releaseDue()).isFalse();
    }

    private MongoCollection<Document> pages() {
        return client.getDatabase(database).getCollection("pages");
    }

    private static ArticleChange embargoed(String id, long sequence) {
        return Stories.approved(scheduled(story(id, sequence, Section.CASES, id, NOON), NOON.plusSeconds(7_200),
                NOON.plusSeconds(7_200)));
    }
}
