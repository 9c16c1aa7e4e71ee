package org.imprimatur.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.tile.TiledTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeeperTest {
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
    void everyCommitmentGetsOnePlaceHoweverOftenItIsSent() throws Exception {
        List<Commitment> sent = log.send(3);
        for (Commitment commitment : sent) {
            log.send(log.identity.entry(commitment.hash()));
        }
        LogFixture.Running keeper = log.keeper();
        keepUntil(keeper, 3);
        log.send(log.identity.entry(sent.getFirst().hash()));
        log.send(1);
        keepUntil(keeper, 4);
        assertThat(log.places()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(log.state().offset()).isEqualTo(8);
    }

    @Test
    void noCheckpointContradictsAnEarlierOne() throws Exception {
        List<Checkpoint> seen = new ArrayList<>();
        int size = 0;
        for (int batch : new int[]{1, 1, 2, 3, 249, 1, 44, 211, 3}) {
            log.send(batch);
            size += batch;
            // A new keeper each time: whatever one knows, the next one has to find in the database.
            LogFixture.Running keeper = log.keeper();
            while (log.store.state().isEmpty() || log.state().size() < size) {
                keeper.keeper().turn();
                seen.add(checkpoint());
            }
        }
        for (Checkpoint earlier : seen) {
            for (Checkpoint later : seen) {
                if (earlier.size() <= later.size()) {
                    new TiledTree(later.size(), log.served()).consistencyFrom(earlier.size()).verify(earlier.root(),
                            later.root());
                }
            }
        }
    }

    @Test
    void aCrashBeforeAnyWriteLosesNothing() throws Exception {
        boolean crashed = true;
        for (int write = 0; crashed; write++) {
            int size = (write + 1) * 130;
            log.send(130);
            crashed = crashes(log.keeperCrashingBefore(write), size);
            Checkpoint earlier = log.store.state().isPresent() ? checkpoint() : null;
            keepUntil(log.keeper(), size);
            assertThat(log.pending()).as("pending after a crash before write %d", write).isZero();
            assertThat(log.places()).containsExactlyElementsOf(LongStream.range(0, size).boxed().toList());
            Checkpoint now = checkpoint();
            assertThat(new TiledTree(size, log.served()).root()).isEqualTo(now.root());
            if (earlier != null) {
                new TiledTree(size, log.served()).consistencyFrom(earlier.size()).verify(earlier.root(), now.root());
            }
        }
    }

    @Test
    void aKeeperThatIsStoppedAndStartedGoesOnWhereItWas() throws Exception {
        log.send(2);
        LogFixture.Running keeper = log.keeper();
        keepUntil(keeper, 2);
        // What a stop does: the connection goes, the object stays.
        keeper.reader().close();
        keeper.keeper().startOver();
        log.send(3);
        keepUntil(keeper, 5);
        assertThat(keeper.status().isStopped()).isFalse();
        assertThat(log.places()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void twoKeepersSignOneHistory() throws Exception {
        log.send(2);
        LogFixture.Running one = log.keeper();
        LogFixture.Running other = log.keeper();
        keepUntil(one, 2);
        turn(other);
        log.send(300);
        keepUntil(one, 302);
        Checkpoint signed = checkpoint();
        // The other one still believes in a tree of two, reads the same messages and loses.
        turn(other);
        assertThat(other.status().standing()).isEqualTo("standing by");
        assertThat(checkpoint()).isEqualTo(signed);
        log.send(5);
        keepUntil(other, 307);
        assertThat(log.places()).containsExactlyElementsOf(LongStream.range(0, 307).boxed().toList());
        new TiledTree(307, log.served()).consistencyFrom(302).verify(signed.root(), checkpoint().root());
    }

    @Test
    void whatIsNoEntryHasNoPlaceAndStopsNobody() throws Exception {
        log.send(1);
        log.send("not an entry".getBytes(StandardCharsets.UTF_8));
        log.send("imprimatur-access/v1\nAAAA\n".getBytes(StandardCharsets.UTF_8));
        log.send(new byte[0]);
        log.send(1);
        keepUntil(log.keeper(), 2);
        assertThat(log.places()).containsExactly(0L, 1L);
        assertThat(log.state().offset()).isEqualTo(5);
    }

    @Test
    void aTopicMadeAnewIsRefusedByTheKeeperThatRunsAndByTheNext() throws Exception {
        log.send(3);
        LogFixture.Running running = log.keeper();
        keepUntil(running, 3);
        TreeState before = log.state();
        try (Admin admin = log.brokers().admin()) {
            admin.deleteTopics(List.of(log.topic.name())).all().get();
        }
        awaitTopic(false);
        log.topic.ensure();
        awaitTopic(true);
        log.send(10);
        LogFixture.Running next = log.keeper();
        turn(next);
        assertThat(next.status().reason()).contains("made anew");
        while (!running.status().isStopped()) {
            turn(running);
        }
        assertThat(log.state()).isEqualTo(before);
    }

    @Test
    void aTopicThatEndsBeforeTheTreeIsRefused() throws Exception {
        log.send(3);
        keepUntil(log.keeper(), 3);
        log.database.getCollection("logs").updateMany(new Document(), new Document("$inc", new Document("offset", 9L)));
        assertRefused("before the stored tree");
    }

    @Test
    void aTopicWithAnotherLastMessageIsRefused() throws Exception {
        log.send(3);
        keepUntil(log.keeper(), 3);
        log.database.getCollection("logs").updateMany(new Document(),
                new Document("$set", new Document("lastMessage", Hash.EMPTY_ROOT.bytes())));
        assertRefused("isn't the one the stored tree was made of");
    }

    @Test
    void aTopicThatLostItsBeginningIsRefused() throws Exception {
        log.send(3);
        try (Admin admin = log.brokers().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(log.topic.name(), 0), RecordsToDelete.beforeOffset(2))).all()
                    .get();
        }
        LogFixture.Running keeper = log.keeper();
        turn(keeper);
        assertThat(keeper.status().reason()).contains("are gone");
        assertThat(log.state().size()).isZero();
    }

    @Test
    void tilesThatDoNotFitTheRootAreNotBuiltUpon() throws Exception {
        log.send(3);
        keepUntil(log.keeper(), 3);
        log.database.getCollection("logs").updateMany(new Document(),
                new Document("$set", new Document("edge.1.bytes", new byte[3 * Hash.LENGTH])));
        log.send(1);
        LogFixture.Running keeper = log.keeper();
        assertThatThrownBy(() -> keeper.keeper().turn()).hasMessageContaining("another root");
        assertThat(log.state().size()).isEqualTo(3);
    }

    @Test
    void whatAKeeperLeftBehindUnsignedIsNeitherServedNorBuiltUpon() throws Exception {
        log.send(3);
        keepUntil(log.keeper(), 3);
        // It read messages that the brokers lost afterwards, stored tiles of them, and died before it signed.
        for (String path : List.of("tile/0/000", "tile/entries/000")) {
            log.database.getCollection("test_tiles")
                    .insertOne(new Document("_id", path).append("bytes", new byte[256 * Hash.LENGTH]));
        }
        log.requireWhole();
        log.send(600);
        keepUntil(log.keeper(), 603);
        log.requireWhole();
    }

    private void assertRefused(String reason) throws Exception {
        TreeState before = log.state();
        log.send(2);
        LogFixture.Running keeper = log.keeper();
        turn(keeper);
        assertThat(keeper.status().reason()).contains(reason);
        assertThat(keeper.keeper().turn()).isFalse();
        assertThat(log.state()).isEqualTo(before);
    }

    private void awaitTopic(boolean there) throws ExecutionException, InterruptedException {
        while ((log.topic.id() != null) != there) {
            Thread.onSpinWait();
        }
    }

    private Checkpoint checkpoint() {
        return Checkpoint.open(SignedNote.parse(log.state().checkpoint()), log.identity.signer().verifierKey());
    }

    private static void turn(LogFixture.Running keeper) throws ExecutionException, InterruptedException {
        keeper.keeper().turn();
    }

    private void keepUntil(LogFixture.Running keeper, long size) throws ExecutionException, InterruptedException {
        while (log.store.state().isEmpty() || log.state().size() < size || log.pending() > 0) {
            assertThat(keeper.keeper().turn()).as(keeper.status().reason()).isTrue();
        }
    }

    private boolean crashes(LogFixture.Running keeper, long size) throws ExecutionException, InterruptedException {
        try {
            keepUntil(keeper, size);
            return false;
        } catch (LogFixture.Crash crash) {
            return true;
        }
    }
}
