package org.imprimatur.content.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.imprimatur.content.storage.Collections;
import org.imprimatur.content.storage.DatabaseAlone;
import org.jspecify.annotations.Nullable;
import org.imprimatur.starter.fault.FailPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What log and outbox promise together, over whatever database, wherever a crash comes between two writes. */
abstract class OutboxContract {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration NONE = Duration.ZERO;

    private final String database = "content-" + UUID.randomUUID();
    private @Nullable MongoClient client;
    private @Nullable Side mine;

    abstract String uri();

    /** An instance's view of the database. */
    private record Side(ThisInstance instance, PendingEvents events, ArticleLog log, Standing standing) {
        static Side over(Collections collections) {
            var instance = new ThisInstance();
            var events = new PendingEvents(collections, instance);
            var continuity = new Continuity();
            continuity.isWhole();
            var log = new ArticleLog(collections, events,
                    new StaticListableBeanFactory().getBeanProvider(CommitListener.class), FailPoint.NONE,
                    continuity);
            return new Side(instance, events, log, new Standing(log, events));
        }

        List<PendingEvent> toSend(Duration grace) {
            return standing.of(events.own(10), grace);
        }

        List<PendingEvent> toSend() {
            return toSend(Duration.ofMinutes(1));
        }

        PendingEvent event(Entry entry) {
            return new PendingEvent(entry.article(), entry.sequence(), entry.hash(), instance.name(), outgoing(entry));
        }
    }

    @BeforeEach
    void open() {
        client = MongoClients.create(uri());
        mine = another();
        mine.log().prepare();
        mine.events().prepare();
        // A repetition changes nothing.
        mine.events().prepare();
    }

    @AfterEach
    void close() {
        client().getDatabase(database).drop();
        client().close();
    }

    @Test
    void anEventWaitsUntilItIsSentAndSaysWhoseItIs() throws Exception {
        Entry entry = begin("a", "anna");
        mine().log().append(entry, outgoing(entry), null);
        mine().log().append(begin("b", "anna"), null, null);
        assertThat(mine().toSend()).containsExactly(mine().event(entry));
        assertThat(another().toSend()).isEmpty();
        assertThat(another().events().backlogs())
                .containsExactly(new PendingEvents.Backlog(mine().instance().name(), 1, NOON));
        assertThat(mine().log().sentAt(entry)).isNull();
        mine().events().sent(mine().event(entry), NOON);
        // Another relay's word comes too late to move the time.
        another().events().sent(mine().event(entry), NOON.plusSeconds(60));
        assertThat(mine().log().sentAt(entry)).isEqualTo(NOON);
        assertThat(mine().toSend()).isEmpty();
        assertThat(mine().events().backlogs()).isEmpty();
        assertThat(outbox().find().first()).doesNotContainKey("event");
    }

    @Test
    void theEventIsKeptBeforeItsEntryAndSentOnlyOnceThatStands() throws Exception {
        Entry entry = begin("a", "anna");
        mine().events().intend(entry, outgoing(entry));
        assertThat(mine().toSend()).isEmpty();
        mine().log().append(entry, outgoing(entry), null);
        assertThat(mine().toSend()).containsExactly(mine().event(entry));
        assertThat(outbox().countDocuments()).isEqualTo(1);
    }

    @Test
    void ofTwoWritersTheLosersEventIsNeverSent() throws Exception {
        Entry won = begin("a", "anna");
        Entry lost = begin("a", "erik");
        mine().events().intend(lost, outgoing(lost));
        mine().log().append(won, outgoing(won), null);
        assertThatExceptionOfType(SequenceTakenException.class)
                .isThrownBy(() -> mine().log().append(lost, outgoing(lost), null));
        assertThat(mine().toSend()).containsExactly(mine().event(won));
        mine().events().sent(mine().event(won), NOON);
        // Also if it comes to say again what it meant to do, after everything is sent.
        mine().events().intend(lost, outgoing(lost));
        assertThat(mine().toSend()).isEmpty();
        assertThat(mine().events().backlogs()).isEmpty();
        assertThat(mine().log().sentAt(lost)).isNull();
    }

    @Test
    void anEventWhoseEntryIsMissingIsPutOutOfTheWayAndNeverGivenUp() throws Exception {
        Entry slow = begin("a", "anna");
        mine().events().intend(slow, outgoing(slow));
        assertThat(mine().toSend(NONE)).isEmpty();
        assertThat(mine().events().own(10)).isEmpty();
        mine().standing().review();
        assertThat(mine().events().doubtful()).hasSize(1);
        // The slow writer comes to its insert after all, and dies.
        insert(slow);
        mine().standing().review();
        assertThat(mine().toSend()).containsExactly(mine().event(slow));
    }

    @Test
    void anEventWhoseWriterDiedIsDroppedOnceItsPlaceIsTaken() throws Exception {
        Entry died = begin("a", "anna");
        mine().events().intend(died, outgoing(died));
        mine().toSend(NONE);
        Entry next = begin("a", "erik");
        mine().log().append(next, null, null);
        mine().standing().review();
        assertThat(mine().events().doubtful()).isEmpty();
        assertThat(mine().toSend()).isEmpty();
    }

    @Test
    void anEventThatWasOutOfTheWayOvertakesNothingAndIsNotOvertaken() throws Exception {
        Entry slow = begin("a", "anna");
        mine().events().intend(slow, outgoing(slow));
        mine().toSend(NONE);
        insert(slow);
        Entry next = following(slow, "erik");
        mine().log().append(next, outgoing(next), null);
        assertThat(mine().toSend()).containsExactly(mine().event(slow), mine().event(next));
    }

    @Test
    void aWriterThatWasHeldUpSeesToItsEventItself() throws Exception {
        Entry slow = begin("a", "anna");
        mine().events().intend(slow, outgoing(slow));
        mine().toSend(NONE);
        insert(slow);
        mine().events().expect(slow);
        assertThat(mine().toSend()).containsExactly(mine().event(slow));
    }

    @Test
    void whatOthersHaveToSendOfAnArticleIsSeenInItsPlace() throws Exception {
        Side other = another();
        Entry one = begin("a", "anna");
        mine().log().append(one, outgoing(one), null);
        Entry two = following(one, "erik");
        other.log().append(two, outgoing(two), null);
        assertThat(other.toSend()).containsExactly(mine().event(one), other.event(two));
        assertThat(mine().toSend()).containsExactly(mine().event(one), other.event(two));
        other.events().takeOver(mine().instance().name());
        assertThat(other.toSend()).extracting(PendingEvent::by).containsOnly(other.instance().name());
        assertThat(mine().events().own(10)).isEmpty();
    }

    @Test
    void ofManyWhoTakeOverTheSameEventsEachEventGoesToOne() throws Exception {
        for (int i = 0; i < 20; i++) {
            Entry entry = begin("article " + i, "anna");
            mine().log().append(entry, outgoing(entry), null);
        }
        List<Side> takers = List.of(another(), another(), another());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> all = takers.stream().<Callable<Boolean>>map(taker -> () -> {
                taker.events().takeOver(mine().instance().name());
                return true;
            }).toList();
            for (var done : threads.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(takers.stream().flatMap(taker -> taker.events().own(100).stream()).map(PendingEvent::article))
                .hasSize(20).doesNotHaveDuplicates();
        assertThat(mine().events().own(100)).isEmpty();
    }

    @Test
    void whatAnEarlierBuildLeftMarkedInItsEntriesIsSentAndRememberedWithoutTouchingThem() throws Exception {
        Entry old = begin("a", "anna");
        Document relay = new Document("pending", true).append("by", "an instance that is gone").append("type", "type")
                .append("time", old.at()).append("traceParent", null).append("event", "{\"of\":1}");
        entries().insertOne(EntryDocuments.write(old, null).append("relay", relay));
        Entry sent = begin("b", "anna");
        entries().insertOne(EntryDocuments.write(sent, null).append("relay", new Document("sentAt", NOON)));
        List<Document> before = entries().find().into(new ArrayList<>());
        mine().standing().review();
        mine().events().takeOver("an instance that is gone");
        assertThat(mine().toSend()).containsExactly(mine().event(old));
        mine().events().sent(mine().event(old), NOON);
        // Another one starts, and finds the same mark.
        Side other = another();
        other.standing().review();
        assertThat(other.events().backlogs()).isEmpty();
        assertThat(other.log().sentAt(old)).isEqualTo(NOON);
        assertThat(other.log().sentAt(sent)).isEqualTo(NOON);
        assertThat(entries().find().into(new ArrayList<>())).isEqualTo(before);
    }

    @Test
    void withoutItsEventNoEntryIsKept() {
        Entry entry = begin("a", "anna");
        client().getDatabase(database).getCollection("outbox").drop();
        client().close();
        assertThatThrownBy(() -> mine().log().append(entry, outgoing(entry), null))
                .isInstanceOf(RuntimeException.class);
        client = MongoClients.create(uri());
        assertThat(another().log().last("a")).isNull();
    }

    private void insert(Entry entry) {
        entries().insertOne(EntryDocuments.write(entry, null));
    }

    private Side another() {
        return Side.over(DatabaseAlone.of(client(), database));
    }

    private static Entry begin(String article, String actor) {
        return entry(null, article, actor);
    }

    private static Entry following(Entry previous, String actor) {
        return entry(previous, previous.article(), actor);
    }

    private static Entry entry(@Nullable Entry previous, String article, String actor) {
        return Entry.following(previous, article, "submitted", actor, NOON, Map.of(), Map.of("revisionHash", "1"),
                null);
    }

    private static Outgoing outgoing(Entry entry) {
        return new Outgoing("type", "{\"of\":" + entry.sequence() + "}", entry.at(), null);
    }

    private MongoCollection<Document> entries() {
        return client().getDatabase(database).getCollection("article_log");
    }

    private MongoCollection<Document> outbox() {
        return client().getDatabase(database).getCollection("outbox");
    }

    private Side mine() {
        return Objects.requireNonNull(mine);
    }

    private MongoClient client() {
        return Objects.requireNonNull(client);
    }
}
