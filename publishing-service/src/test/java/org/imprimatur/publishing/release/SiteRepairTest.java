package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.Edition;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.edition.ArticleEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imprimatur.publishing.Stories.NOON;
import static org.imprimatur.publishing.Stories.approved;
import static org.imprimatur.publishing.Stories.withdrawn;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.site.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between commit and reader, and how the site comes right again. On a real database. */
class SiteRepairTest {
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final MongoDatabase database = client.getDatabase("repair-" + UUID.randomUUID());
    private final SettableClock clock = new SettableClock(NOON.plusSeconds(3_600));
    private final Faults faults = new Faults();

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

    @Test
    void whatFailsBeforeTheCommitLeavesNoEditionAndOnceItWorksThePageIsThere() {
        var room = open("one", database);
        long before = room.log.newest();
        room.outOfMemory = new OutOfMemoryError("Cannot reserve direct buffer memory");
        var story = List.of(approved("a", 1, Section.CASES, "a"));
        assertThatThrownBy(() -> room.take(story)).isInstanceOf(OutOfMemoryError.class);
        assertThat(room.log.newest()).isEqualTo(before);

        room.outOfMemory = null;
        assertThat(room.take(story)).isPresent();
        assertThat(room.status("/cases/a")).isEqualTo(200);
        assertThat(room.log.newest()).isEqualTo(before + 1);
    }

    @Test
    void whatFailsAfterTheCommitUndoesNothing() {
        var room = open("one", database);
        room.publisher.listen(_ -> {
            throw new IllegalStateException("A listener of no importance");
        });
        assertThat(room.take(List.of(approved("a", 1, Section.CASES, "a")))).isPresent();
        assertThat(room.status("/cases/a")).isEqualTo(200);
        assertThat(room.take(List.of(approved("a", 1, Section.CASES, "a")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aCommitWhoseAnswerIsLostIsFoundOutAndMakesNoSecondEdition(int writes) {
        var room = open("one", faults.over(database));
        long before = room.log.newest();
        var story = List.of(approved("a", 1, Section.CASES, "a"));
        // The bytes of the pages and the list of what changes are the first two writes, the edition is the third.
        faults.crashAfter(writes, true);
        assertThatThrownBy(() -> room.take(story)).isInstanceOf(Faults.Crash.class);

        room.take(story);
        assertThat(room.log.newest()).isEqualTo(before + 1);
        assertThat(room.status("/cases/a")).isEqualTo(200);
        assertThat(room.log.find(before + 1).orElseThrow().outcomes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatACrashLeftBeforeAnEditionIsNeverTakenForAnotherOfItsNumber(int writes) {
        var room = open("one", faults.over(database));
        faults.crashAfter(writes, true);
        var lost = List.of(approved("a", 1, Section.CASES, "a"));
        assertThatThrownBy(() -> room.take(lost)).isInstanceOf(Faults.Crash.class);

        var other = open("two", database);
        var edition = other.take(List.of(approved("b", 1, Section.CASES, "b"))).orElseThrow();
        assertThat(edition.changes()).extracting(PathChange::path).contains("/cases/b").doesNotContain("/cases/a");
        room.publisher.follow();
        assertThat(room.seen()).isEqualTo(other.seen()).doesNotContainKey("/cases/a");
        assertThat(room.log.find(edition.number())).contains(edition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"markers", "articles", "stories", "places", "editions", "edition_changes"})
    void anInstanceThatOpensWhileAnotherCommitsMissesNothing(String collection) {
        var one = open("one", database);
        one.take(List.of(approved("a", 1, Section.CASES, "a"), approved("b", 1, Section.CASES, "b")));
        one.project();
        one.take(List.of(approved("c", 1, Section.CASES, "c")));
        faults.before(collection, () -> {
            one.take(List.of(approved("d", 1, Section.CASES, "d"), withdrawn("a", 2)));
            one.project();
            one.take(List.of(approved("b", 2, Section.ALERTS, "b")));
        });
        var two = open("two", faults.over(database));
        two.publisher.follow();

        assertThat(two.seen()).isEqualTo(one.seen()).containsKeys("/cases/c", "/cases/d", "/alerts/b");
        two.take(List.of(approved("e", 1, Section.CASES, "e")));
        one.publisher.follow();
        assertThat(two.seen()).isEqualTo(one.seen()).containsKey("/cases/e");
        assertThat(one.publisher.isOpen() && two.publisher.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"articles", "stories", "places"})
    void aDamagedProjectionIsFoundOutByTheNextOpeningAndMended(String collection) {
        var one = open("one", database);
        one.take(List.of(approved("a", 1, Section.CASES, "a"), approved("b", 1, Section.CASES, "b")));
        one.project();
        var documents = database.getCollection(collection);
        var lost = documents.find().into(new java.util.ArrayList<>());
        documents.deleteOne(new Document("_id", lost.getFirst().get("_id")));

        var two = open("two", database);
        assertThat(two.seen()).isEqualTo(one.seen());
        two.project();
        assertThat(documents.countDocuments()).isEqualTo(lost.size());
        assertThat(open("three", database).seen()).isEqualTo(one.seen());
    }

    @Test
    void aWaitingStoryWhoseTextIsLostIsNotGivenUpAndGoesOutOnceTheTextIsBack() {
        var due = NOON.plusSeconds(7_200);
        var one = open("one", database);
        one.take(List.of(Stories.approved(
                Stories.scheduled(Stories.story("a", 1, Section.CASES, "a", NOON), due, due))));
        one.project();
        var stories = database.getCollection("stories");
        var text = Objects.requireNonNull(stories.findOneAndDelete(new Document("_id", "a/1")));
        clock.set(due);

        assertThatThrownBy(one.releases::releaseDue).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a/1");
        assertThat(one.status("/cases/a")).isEqualTo(404);

        stories.insertOne(text);
        assertThat(one.releases.releaseDue()).isTrue();
        assertThat(one.status("/cases/a")).isEqualTo(200);
    }

    @Test
    void aTextIsFoundThatNoProjectionHasWrittenYet() {
        var due = NOON.plusSeconds(7_200);
        var one = open("one", database);
        one.take(List.of(Stories.approved(
                Stories.scheduled(Stories.story("a", 1, Section.CASES, "a", NOON), due, due))));
        clock.set(due);
        var two = open("two", database);
        two.releases.releaseDue();
        one.publisher.follow();
        assertThat(database.getCollection("stories").countDocuments()).isZero();
        assertThat(two.status("/cases/a")).isEqualTo(200);
        assertThat(one.seen()).isEqualTo(two.seen());
    }

    @Test
    void anUnreadableDocumentOfTheProjectionKeepsNoInstanceFromOpening() {
        var one = open("one", database);
        one.take(List.of(approved("a", 1, Section.CASES, "a"), approved("b", 1, Section.CASES, "b")));
        one.project();
        database.getCollection("stories").updateOne(new Document("_id", "a/1"),
                new Document("$set", new Document("event.value", "{\"nonsense\":")));
        assertThat(open("two", database).seen()).isEqualTo(one.seen());
    }

    @Test
    void anEditionThatDoesNotFollowIsNotFollowedAndReadersGoOn() {
        var one = open("one", database);
        var two = open("two", database);
        one.take(List.of(approved("a", 1, Section.CASES, "a")));
        var before = two.seen();
        database.getCollection("editions").updateOne(new Document("_id", one.log.newest()),
                new Document("$set", new Document("causes.0.event.id", "another")));

        two.publisher.follow();
        assertThat(two.seen()).isEqualTo(before);
        assertThat(two.publisher.isOpen()).isFalse();
        assertThat(two.details()).extractingByKey("stopped").asString().contains("doesn't follow");
        var next = List.of(approved("b", 1, Section.CASES, "b"));
        assertThatThrownBy(() -> two.take(next)).isInstanceOf(SiteNotLoadedException.class);
        // Nor by one that starts now: it shows what came before.
        var three = open("three", database);
        assertThat(three.seen()).isEqualTo(before);
        assertThat(three.details()).containsKey("stopped");
    }

    @Test
    void anEditionThatCannotBeReadIsNotFollowedAndReadersGoOn() {
        var one = open("one", database);
        var two = open("two", database);
        one.take(List.of(approved("a", 1, Section.CASES, "a")));
        database.getCollection("editions").updateOne(new Document("_id", one.log.newest()),
                new Document("$set", new Document("causes.0.type", "of the future")));
        two.publisher.follow();
        assertThat(two.details()).extractingByKey("stopped").asString().contains("of the future");
        assertThat(two.status("/cases/")).isEqualTo(200);
    }

    @Test
    void anInstanceThatComesToAnotherStateStopsCommittingAndOpensAnew() {
        var one = open("one", database);
        var two = open("two", database);
        one.take(List.of(approved("a", 1, Section.CASES, "a")));
        two.publisher.follow();
        // As an instance with a wrong picture of the site would commit it: sound in itself, and not the site's state.
        var latest = one.log.find(one.log.newest()).orElseThrow();
        assertThat(one.log.commit(Edition.following(latest, List.of(), "1", List.of(), List.of(), "sum256:00",
                clock.instant(), "damaged"))).isTrue();

        two.publisher.follow();
        assertThat(two.publisher.isOpen()).isFalse();
        assertThat(two.details()).containsEntry("reopening", true);
        var next = List.of(approved("b", 1, Section.CASES, "b"));
        assertThatThrownBy(() -> two.take(next)).isInstanceOf(SiteNotLoadedException.class);
        assertThat(two.status("/cases/a")).isEqualTo(200);

        // The editions themselves are at fault: rendered anew, with the digest that is right.
        two.publisher.follow();
        assertThat(two.publisher.isOpen()).isTrue();
        assertThat(two.take(next)).isPresent();
        one.publisher.follow();
        one.publisher.follow();
        assertThat(one.seen()).isEqualTo(two.seen()).containsKeys("/cases/a", "/cases/b");
        assertThat(open("three", database).seen()).isEqualTo(two.seen());
    }

    @Test
    void membersThatThisBuildDoesNotKnowStayWhereANewerOneLeftThem() {
        var room = open("one", database);
        room.take(List.of(approved("a", 1, Section.CASES, "a")));
        room.project();
        database.getCollection("articles").updateOne(new Document("_id", "a"),
                new Document("$set", new Document("ofTheFuture", 1)));
        room.take(List.of(withdrawn("a", 2)));
        room.project();
        assertThat(database.getCollection("articles").find(new Document("_id", "a")).first())
                .containsEntry("ofTheFuture", 1).containsEntry("standing", "WITHDRAWN");
        var event = Stories.signed(approved("b", 1, Section.CASES, "b"), null);
        var future = ((org.imprimatur.publishing.site.ArticleChange.Approved) event).event();
        var value = future.value().replaceFirst("\\{", "{\"ofTheFuture\":[1],");
        room.publisher.publish(List.of(new ArticleEvents(new org.imprimatur.events.EventCodec())
                .read(new org.imprimatur.publishing.site.SignedEvent(future.id(), future.type(), value,
                        future.signature(), null))
                .orElseThrow()));
        assertThat(room.log.find(room.log.newest()).orElseThrow().causes().toString()).contains("ofTheFuture");
    }
}
