package org.imprimatur.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.tile.TiledTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a keeper has to find before it signs on from what is stored. */
class ContinuityTest {
    private LogFixture log;

    @BeforeEach
    void begin() throws Exception {
        log = new LogFixture();
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void aTreeThatAnotherKeySignedIsNotSignedOn() throws Exception {
        log.send(3);
        log.keepUntil(log.keeper(), 3);
        String origin = log.identity.origin();
        assertRefused(log.keeper(log.as(origin, NoteSigner.generate(origin, new SecureRandom()))),
                "no signature is by a known key");
        String other = origin + "/renamed";
        assertRefused(log.keeper(log.as(other, NoteSigner.fromPem(other, log.identity.signer().toPem()))),
                "no signature is by a known key");
        log.database.getCollection("logs").updateMany(new Document(), new Document("$set", new Document("checkpoint",
                new Checkpoint(origin, 2, Hash.EMPTY_ROOT).sign(log.identity.signer()).encode())));
        assertRefused(log.keeper(), "of another tree");
    }

    @Test
    void aNewKeySignsOnFromTheOldOnesCheckpoint() throws Exception {
        log.send(3);
        LogFixture.Running old = log.keeper();
        log.keepUntil(old, 3);
        Checkpoint last = log.checkpoint();
        String origin = log.identity.origin();
        NoteSigner fresh = NoteSigner.generate(origin, new SecureRandom());
        LogFixture.Running renewed = log.keeper(log.as(origin, fresh, log.identity.signer().verifierKey()));
        renewed.keeper().turn();
        assertThat(Checkpoint.open(SignedNote.parse(log.state().checkpoint()), fresh.verifierKey())).isEqualTo(last);
        log.send(4);
        // An instance that wasn't told of the new key yet loses, and signs nothing any more.
        while (!old.status().isStopped()) {
            old.keeper().turn();
        }
        log.keepUntil(renewed, 7);
        Checkpoint next = Checkpoint.open(SignedNote.parse(log.state().checkpoint()), fresh.verifierKey());
        new TiledTree(7, log.served()).consistencyFrom(3).verify(last.root(), next.root());
    }

    @Test
    void aTopicMadeAnewIsRefusedByTheKeeperThatRunsAndByTheNext() throws Exception {
        log.send(3);
        LogFixture.Running running = log.keeper();
        log.keepUntil(running, 3);
        TreeState before = log.state();
        try (Admin admin = log.brokers.admin()) {
            admin.deleteTopics(List.of(log.topic.name())).all().get();
        }
        awaitTopic(false);
        log.topic.ensure();
        awaitTopic(true);
        log.send(10);
        LogFixture.Running next = log.keeper();
        next.keeper().turn();
        assertThat(next.status().reason()).contains("made anew");
        while (!running.status().isStopped()) {
            running.keeper().turn();
        }
        assertThat(log.state()).isEqualTo(before);
        assertThat(next.status().reason()).contains(String.valueOf(log.topic.id()));
        resumeOnTheTopicMadeAnew(before);
    }

    @Test
    void aTopicThatIsDeletedWhileNothingIsSentIsMissed() throws Exception {
        AtomicLong ahead = new AtomicLong();
        log.send(3);
        LogFixture.Running running = log.keeper(() -> System.nanoTime() + ahead.get());
        log.keepUntil(running, 3);
        try (Admin admin = log.brokers.admin()) {
            admin.deleteTopics(List.of(log.topic.name())).all().get();
        }
        awaitTopic(false);
        ahead.addAndGet(Keeper.LOOK.toNanos());
        assertThatThrownBy(() -> running.keeper().turn()).hasMessageContaining("isn't there");
        // The appender makes it anew for what it has to send, and the keeper stops.
        Appender appender = log.appender(log.brokers);
        log.document();
        appender.drain();
        awaitTopic(true);
        while (!running.status().isStopped()) {
            running.keeper().turn();
        }
        assertThat(running.status().reason()).contains("made anew", String.valueOf(log.topic.id()));
    }

    /** Once an operator has said so; what was sent again has its place, what is new gets the next one. */
    private void resumeOnTheTopicMadeAnew(TreeState before) throws Exception {
        log.send(log.store.entries(before, 0).getFirst());
        log.send(2);
        LogFixture.Running resumed = log.keeperResumingOn(String.valueOf(log.topic.id()));
        log.keepUntil(resumed, 15);
        assertThat(log.places()).containsExactlyElementsOf(LongStream.range(0, 15).boxed().toList());
        log.requireWhole();
        new TiledTree(15, log.served()).consistencyFrom(3).verify(before.root(), log.state().root());
        log.send(1);
        log.keepUntil(log.keeper(), 16);
    }

    @Test
    void aLogThatIsRebuiltShowsNothingBeforeItContainsWhatWasPublished() throws Exception {
        log.send(300);
        log.keepUntil(log.keeper(), 300);
        Checkpoint published = log.checkpoint();
        log.send(20);
        for (String lost : List.of("logs", "test_tiles", "test_places")) {
            log.database.getCollection(lost).drop();
        }
        LogIdentity rebuilding = new LogIdentity(log.identity.origin(), log.identity.format(),
                log.identity.signer(), List.of(), published);
        LogFixture.Running keeper = log.keeper(rebuilding);
        do {
            keeper.keeper().turn();
            assertThat(rebuilding.isShowable(log.state())).isEqualTo(log.state().size() >= 300);
        } while (log.state().size() < 320);
        assertThat(keeper.status().isStopped()).isFalse();
        log.requireWhole();
        new TiledTree(320, log.served()).consistencyFrom(300).verify(published.root(), log.state().root());

        Checkpoint another = new Checkpoint(log.identity.origin(), 310, Hash.leaf(new byte[0]));
        LogIdentity misled = new LogIdentity(log.identity.origin(), log.identity.format(), log.identity.signer(),
                List.of(), another);
        assertRefused(log.keeper(misled), "doesn't contain the checkpoint of 310 entries");
        log.database.getCollection("logs").drop();
        LogFixture.Running afresh = log.keeper(misled);
        while (!afresh.status().isStopped()) {
            afresh.keeper().turn();
        }
        assertThat(misled.isShowable(log.state())).isFalse();
    }

    @Test
    void aTopicThatEndsBeforeTheTreeIsRefused() throws Exception {
        log.send(3);
        log.keepUntil(log.keeper(), 3);
        log.database.getCollection("logs").updateMany(new Document(), new Document("$inc", new Document("offset", 9L)));
        assertRefused("before the stored tree");
    }

    @Test
    void aTopicWithAnotherLastMessageIsRefused() throws Exception {
        log.send(3);
        log.keepUntil(log.keeper(), 3);
        log.database.getCollection("logs").updateMany(new Document(),
                new Document("$set", new Document("lastMessage", Hash.EMPTY_ROOT.bytes())));
        assertRefused("isn't the one the stored tree was made of");
    }

    @Test
    void aTopicThatLostItsBeginningIsRefused() throws Exception {
        log.send(3);
        try (Admin admin = log.brokers.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(log.topic.name(), 0), RecordsToDelete.beforeOffset(2))).all()
                    .get();
        }
        LogFixture.Running keeper = log.keeper();
        keeper.keeper().turn();
        assertThat(keeper.status().reason()).contains("are gone");
        assertThat(log.state().size()).isZero();
    }

    private void assertRefused(String reason) throws Exception {
        log.send(2);
        assertRefused(log.keeper(), reason);
    }

    private void assertRefused(LogFixture.Running keeper, String reason) throws Exception {
        TreeState before = log.state();
        keeper.keeper().turn();
        assertThat(keeper.status().reason()).contains(reason);
        assertThat(keeper.keeper().turn()).isFalse();
        assertThat(log.state()).isEqualTo(before);
    }

    private void awaitTopic(boolean there) throws ExecutionException, InterruptedException {
        while ((log.topic.id() != null) != there) {
            Thread.onSpinWait();
        }
    }
}
