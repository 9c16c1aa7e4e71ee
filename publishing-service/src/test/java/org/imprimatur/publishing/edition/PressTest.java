package org.imprimatur.publishing.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imprimatur.publishing.Stories.NOON;
import static org.imprimatur.publishing.Stories.approved;
import static org.imprimatur.publishing.Stories.scheduled;
import static org.imprimatur.publishing.Stories.story;
import static org.imprimatur.publishing.Stories.takenDown;
import static org.imprimatur.publishing.Stories.withdrawn;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.ArticleChange.ApprovalRevoked;
import org.imprimatur.publishing.site.ArticleChange.Approved;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What editions promise, on a real database. */
class PressTest {
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final String database = "press-" + UUID.randomUUID();
    private final SettableClock clock = new SettableClock(NOON.plusSeconds(3_600));

    @AfterEach
    void drop() {
        client.getDatabase(database).drop();
        client.close();
    }

    private Pressroom open(String name) {
        return Pressroom.open(name, client, database, clock);
    }

    @Test
    void twoPressesNeverTakeTheSameNumberAndShowTheSameSite() throws Exception {
        var one = open("one");
        var two = open("two");
        try (var threads = Executors.newFixedThreadPool(2)) {
            threads.invokeAll(List.of(publishing(one, 0), publishing(two, 1))).forEach(PressTest::finished);
        }
        one.press.follow();
        two.press.follow();

        assertThat(one.seen()).isEqualTo(two.seen()).containsKeys("/cases/story-0", "/cases/story-39");
        var editions = one.log.after(0, 1_000);
        assertThat(editions).hasSize(41).allMatch(Edition::isSound);
        for (int index = 0; index < editions.size(); index++) {
            assertThat(editions.get(index).number()).isEqualTo(index + 1);
            assertThat(editions.get(index).previousHash()).isEqualTo(index == 0 ? "" : editions.get(index - 1).hash());
        }
        assertThat(editions.stream().flatMap(edition -> edition.causes().stream()).map(ArticleChange::articleId))
                .doesNotHaveDuplicates().hasSize(40);
        assertThat(open("three").seen()).isEqualTo(one.seen());
    }

    private static Callable<Boolean> publishing(Pressroom room, int parity) {
        return () -> {
            for (int number = parity; number < 40; number += 2) {
                room.desk.take(List.of(approved("id-" + number, 1, Section.CASES, "story-" + number)));
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
        first.desk.take(List.of(approved("a", 1, Section.CASES, "a"), approved("b", 1, Section.ALERTS, "b")));
        first.project();
        first.desk.take(List.of(approved("a", 2, Section.CASES, "a-moved"), withdrawn("b", 2)));
        // The second edition is not in the projection yet, as after a crash right behind the commit.

        var second = open("second");
        assertThat(second.seen()).isEqualTo(first.seen());
        assertThat(second.status("/cases/a")).isEqualTo(301);
        assertThat(second.status("/alerts/b")).isEqualTo(410);
        second.project();
        var third = open("third");
        assertThat(third.seen()).isEqualTo(first.seen());
        assertThat(third.desk.take(List.of(approved("a", 2, Section.CASES, "a-moved")))).isEmpty();
        assertThat(third.log.newest()).isEqualTo(3);
    }

    @Test
    void severalDecisionsShareOneEditionAndOldOnesMakeNone() {
        var room = open("one");
        var edition = room.desk.take(List.of(approved("a", 1, Section.CASES, "a"), approved("b", 4, Section.CASES, "b"),
                approved("a", 2, Section.CASES, "a"))).orElseThrow();

        assertThat(edition.causes()).hasSize(3);
        assertThat(edition.changes()).extracting(PathChange::path).contains("/", "/cases/", "/feed.atom",
                "/cases/feed.atom", "/cases/a", "/cases/b", "/sitemap.xml");
        assertThat(room.desk.take(List.of(approved("a", 1, Section.CASES, "x"), withdrawn("b", 3)))).isEmpty();
        assertThat(room.log.newest()).isEqualTo(edition.number());
    }

    @Test
    void aTakenDownStoryNeverComesBack() {
        var room = open("one");
        room.desk.take(List.of(approved("a", 1, Section.CASES, "a")));
        room.desk.take(List.of(takenDown("a", 2)));

        room.desk.take(List.of(approved("a", 1, Section.CASES, "a"), approved("a", 3, Section.CASES, "a")));
        assertThat(room.status("/cases/a")).isEqualTo(451);
        assertThat(open("two").status("/cases/a")).isEqualTo(451);
    }

    @Test
    void anEmbargoedStoryGoesLiveOnItsSecondOnceAlthoughTwoPressesWait() throws Exception {
        var one = open("one");
        one.desk.take(List.of(embargoed("a", 1)));
        var two = open("two");
        one.desk.releaseDue();
        assertThat(one.status("/cases/a")).isEqualTo(404);

        clock.set(NOON.plusSeconds(7_200));
        try (var threads = Executors.newFixedThreadPool(2)) {
            threads.invokeAll(List.<Callable<Boolean>>of(one.desk::releaseDue, two.desk::releaseDue));
        }
        one.press.follow();
        two.press.follow();

        assertThat(one.status("/cases/a")).isEqualTo(200);
        assertThat(two.seen()).isEqualTo(one.seen());
        assertThat(one.log.after(0, 100).stream().flatMap(edition -> edition.causes().stream())).hasSize(1);
        assertThat(one.desk.releaseDue()).isFalse();
    }

    @Test
    void aRevokedReleaseNeverHappensNotEvenWhenItsApprovalComesAgain() {
        var room = open("one");
        room.desk.take(List.of(embargoed("a", 1)));
        room.desk.take(List.of(new ApprovalRevoked("a", 2, "edith")));
        room.desk.take(List.of(embargoed("a", 1)));

        clock.set(NOON.plusSeconds(7_200));
        var restarted = open("two");
        restarted.desk.releaseDue();
        restarted.desk.take(List.of(embargoed("a", 1)));
        assertThat(restarted.status("/cases/a")).isEqualTo(404);
        restarted.desk.take(List.of(approved("a", 3, Section.CASES, "a")));
        assertThat(restarted.status("/cases/a")).isEqualTo(200);
    }

    @Test
    void anApprovalThatArrivesTogetherWithItsRevocationIsNeverSeen() {
        var room = open("one");
        room.desk.take(List.of(approved("a", 1, Section.CASES, "a"), new ApprovalRevoked("a", 2, "edith"),
                approved("b", 1, Section.CASES, "b")));
        assertThat(room.status("/cases/a")).isEqualTo(404);
        assertThat(room.status("/cases/b")).isEqualTo(200);
        room.desk.take(List.of(approved("a", 1, Section.CASES, "a")));
        assertThat(room.status("/cases/a")).isEqualTo(404);
    }

    @Test
    void aWithdrawalOvertakesAWaitingRelease() {
        var room = open("one");
        room.desk.take(List.of(approved("a", 1, Section.CASES, "a")));
        room.desk.take(List.of(embargoed("a", 2)));
        room.desk.take(List.of(withdrawn("a", 3)));
        clock.set(NOON.plusSeconds(7_200));
        room.desk.releaseDue();
        assertThat(room.status("/cases/a")).isEqualTo(410);
        assertThat(room.desk.releaseDue()).isFalse();
    }

    @Test
    void nothingIsPrintedBeforeTheSiteIsKnown() {
        var room = new Pressroom("early", client.getDatabase(database), clock);
        var change = List.of(approved("a", 1, Section.CASES, "a"));
        assertThatThrownBy(() -> room.desk.take(change)).isInstanceOf(SiteNotLoadedException.class);
        room.load();
        assertThat(room.desk.take(change)).isPresent();
    }

    @Test
    void aPollOfLongStoriesIsSpreadOverEditionsThatFitTheDatabase() {
        var room = open("one");
        var changes = new ArrayList<ArticleChange>();
        for (int number = 0; number < 6; number++) {
            changes.add(new Approved(story("id-" + number, 1, Section.CASES, "long-" + number, NOON,
                    "长".repeat(900_000), List.of())));
        }
        room.desk.take(changes);
        assertThat(room.status("/cases/long-5")).isEqualTo(200);
        assertThat(open("two").seen()).isEqualTo(room.seen());
    }

    private static ArticleChange embargoed(String id, long sequence) {
        return new Approved(scheduled(story(id, sequence, Section.CASES, id, NOON), NOON.plusSeconds(7_200)));
    }
}
