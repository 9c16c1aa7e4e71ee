package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.Announcements;
import org.imprimatur.publishing.edition.Edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.publishing.Stories.NOON;
import static org.imprimatur.publishing.Stories.approved;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the editions counts as told, on a real database. */
class AnnouncementsTest {
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final MongoDatabase database = client.getDatabase("announcements-" + UUID.randomUUID());
    private final SettableClock clock = new SettableClock(NOON.plusSeconds(3_600));

    @AfterEach
    void drop() {
        database.drop();
        client.close();
    }

    private SiteInstance open(String name, MongoDatabase at) {
        var room = new SiteInstance(name, at, clock);
        room.load();
        return room;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noEditionCountsAsToldThatWasNotWhateverCrashesBetweenTwoWrites(long seed) {
        var random = new Random(seed);
        var rooms = List.of(open("one", database), open("two", database));
        var faults = new Faults();
        var unreliable = faults.over(database);
        var told = new TreeSet<Long>();
        int crashes = 0;
        for (int step = 0; step < 60; step++) {
            var room = rooms.get(random.nextInt(2));
            if (random.nextInt(3) == 0) {
                room.publisher.follow();
                room.take(List.of(approved("id-" + step, 1, Section.CASES, "story-" + step)));
                continue;
            }
            var announcements = new Announcements(unreliable, room.log);
            var open = announcements.open(random.nextInt(1, 5));
            var done = open.editions().stream().map(Edition::number).filter(_ -> random.nextBoolean()).toList();
            told.addAll(done);
            faults.crashAfter(random.nextInt(4), random.nextBoolean());
            try {
                announcements.note(open, done);
            } catch (Faults.Crash crash) {
                crashes++;
            }
            faults.disarm();
            var untold = new TreeSet<>(rooms.getFirst().log.after(0, 1_000).stream().map(Edition::number).toList());
            untold.removeAll(told);
            assertThat(numbers(room.announcements.open(1_000))).containsAll(untold);
        }
        assertThat(crashes).isPositive();

        var announcements = rooms.getFirst().announcements;
        var open = announcements.open(1_000);
        announcements.note(open, numbers(open));
        assertThat(announcements.open(1_000).editions()).isEmpty();
        assertThat(announcements.open(1_000).outOfTurn()).isEmpty();
    }

    @Test
    void whatAnEarlierBuildMarkedInItsEditionsIsStillAnnounced() {
        var room = open("one", database);
        for (int number = 1; number <= 4; number++) {
            room.take(List.of(approved("id-" + number, 1, Section.CASES, "story-" + number)));
        }
        database.getCollection("markers").deleteOne(new Document("_id", "announced"));
        database.getCollection("editions").updateOne(new Document("_id", 3L),
                new Document("$set", new Document("unannounced", true)));

        var upgraded = open("two", database);
        assertThat(numbers(upgraded.announcements.open(10))).containsExactly(3L, 4L, 5L);
        open("three", database);
        assertThat(numbers(upgraded.announcements.open(10))).containsExactly(3L, 4L, 5L);
    }

    @Test
    void whatAnEarlierBuildHasAnnouncedIsNotAnnouncedAgain() {
        var room = open("one", database);
        room.take(List.of(approved("a", 1, Section.CASES, "a")));
        database.getCollection("markers").deleteOne(new Document("_id", "announced"));
        var upgraded = open("two", database);
        assertThat(upgraded.announcements.open(10).editions()).isEmpty();
        upgraded.take(List.of(approved("b", 1, Section.CASES, "b")));
        assertThat(numbers(upgraded.announcements.open(10))).containsExactly(3L);
    }

    private static List<Long> numbers(Announcements.Open open) {
        return new ArrayList<>(open.editions().stream().map(Edition::number).toList());
    }
}
