package org.imprimatur.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.bson.Document;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.merkle.Hash;
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
    void aMessageTakesTheMarkOffNoDocumentButItsOwn() throws Exception {
        CommittedDocuments.Pending named = log.document();
        CommittedDocuments.Pending committed = log.document();
        // It names a document whose commitment isn't in it: that one still has to get its place.
        log.send(named.id(), log.identity.entry(committed.commitment().hash()));
        LogFixture.Running keeper = log.keeper();
        while (log.store.state().isEmpty() || log.state().size() < 1) {
            assertThat(keeper.keeper().turn()).isTrue();
        }
        assertThat(log.documents.pending(new UUID(0, 0), 10)).extracting(CommittedDocuments.Pending::id)
                .contains(named.id());
        log.send(named.id(), log.identity.entry(named.commitment().hash()));
        // One of an earlier release names none, and its document is found all the same.
        CommittedDocuments.Pending earlier = log.document();
        log.send(log.identity.entry(earlier.commitment().hash()));
        while (log.state().size() < 3) {
            assertThat(keeper.keeper().turn()).isTrue();
        }
        assertThat(log.documents.pending(new UUID(0, 0), 10)).extracting(CommittedDocuments.Pending::id)
                .doesNotContain(named.id(), earlier.id());
    }

    @Test
    void everyCommitmentGetsOnePlaceHoweverOftenItIsSent() throws Exception {
        List<Commitment> sent = log.send(3);
        for (Commitment commitment : sent) {
            log.send(log.identity.entry(commitment.hash()));
        }
        LogFixture.Running keeper = log.keeper();
        log.keepUntil(keeper, 3);
        log.send(log.identity.entry(sent.getFirst().hash()));
        log.send(1);
        log.keepUntil(keeper, 4);
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
                seen.add(log.checkpoint());
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
            Checkpoint earlier = log.store.state().isPresent() ? log.checkpoint() : null;
            log.keepUntil(log.keeper(), size);
            assertThat(log.pending()).as("pending after a crash before write %d", write).isZero();
            assertThat(log.places()).containsExactlyElementsOf(LongStream.range(0, size).boxed().toList());
            Checkpoint now = log.checkpoint();
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
        log.keepUntil(keeper, 2);
        // What a stop does: the connection goes, the object stays.
        keeper.reader().close();
        keeper.keeper().startOver();
        log.send(3);
        log.keepUntil(keeper, 5);
        assertThat(keeper.status().isStopped()).isFalse();
        assertThat(log.places()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void twoKeepersSignOneHistory() throws Exception {
        log.send(2);
        LogFixture.Running one = log.keeper();
        LogFixture.Running other = log.keeper();
        log.keepUntil(one, 2);
        other.keeper().turn();
        log.send(300);
        log.keepUntil(one, 302);
        Checkpoint signed = log.checkpoint();
        // The other one still believes in a tree of two, reads the same messages and loses.
        other.keeper().turn();
        assertThat(other.status().standing()).isEqualTo("standing by");
        assertThat(log.checkpoint()).isEqualTo(signed);
        log.send(5);
        log.keepUntil(other, 307);
        assertThat(log.places()).containsExactlyElementsOf(LongStream.range(0, 307).boxed().toList());
        new TiledTree(307, log.served()).consistencyFrom(302).verify(signed.root(), log.checkpoint().root());
    }

    @Test
    void whatANewerInstanceAddedToTheStateIsKept() throws Exception {
        log.send(3);
        log.keepUntil(log.keeper(), 3);
        log.database.getCollection("logs").updateMany(new Document(), new Document("$set", new Document("newer", 1)));
        log.send(1);
        log.keepUntil(log.keeper(), 4);
        assertThat(log.database.getCollection("logs").find(new Document("newer", 1)).first()).isNotNull();
    }

    @Test
    void membersThatANewerInstanceAddedToAnyDocumentAreKeptWhenItIsWrittenAgain() throws Exception {
        log.send(300);
        log.keepUntil(log.keeper(), 300);
        List<String> collections = List.of("logs", "test_tiles", "test_places", "documents");
        List<Long> marked = new ArrayList<>();
        for (String collection : collections) {
            marked.add(log.database.getCollection(collection).updateMany(new Document(),
                    new Document("$set", new Document("newer", 1))).getModifiedCount());
        }
        assertThat(marked).allSatisfy(count -> assertThat(count).isPositive());
        // A keeper that died before it had written down any place, and had stored tiles beyond what it signed.
        TreeState signed = log.state();
        log.send(300);
        log.keepUntil(log.keeper(), 600);
        log.database.getCollection("test_tiles").updateMany(new Document(),
                new Document("$set", new Document("newer", 1)));
        log.database.getCollection("documents").updateMany(new Document(),
                new Document("$set", new Document("newer", 1).append("pending", true)));
        assertThat(log.store.advance(log.state(), new TreeState(signed.size(), signed.offset(), signed.topicId(),
                signed.lastMessage(), signed.root(), signed.edge(), signed.elsewhere(), signed.checkpoint(), 0)))
                .isTrue();
        log.keepUntil(log.keeper(), 600);
        log.requireWhole();
        assertThat(log.database.getCollection("logs").countDocuments(new Document("newer", 1))).isEqualTo(1);
        for (String collection : List.of("test_tiles", "documents")) {
            assertThat(log.database.getCollection(collection).countDocuments(new Document("newer", null)))
                    .as(collection).isZero();
        }
        assertThat(log.database.getCollection("test_places").countDocuments(new Document("newer", 1)))
                .isEqualTo(marked.get(2));
    }

    @Test
    void whatIsNoEntryHasNoPlaceAndStopsNobody() throws Exception {
        log.send(1);
        log.send("not an entry".getBytes(StandardCharsets.UTF_8));
        log.send("imprimatur-access/v1\nAAAA\n".getBytes(StandardCharsets.UTF_8));
        log.send(new byte[0]);
        log.send(1);
        log.keepUntil(log.keeper(), 2);
        assertThat(log.places()).containsExactly(0L, 1L);
        assertThat(log.state().offset()).isEqualTo(5);
    }

    @Test
    void tilesThatDoNotFitTheRootAreNotBuiltUpon() throws Exception {
        log.send(3);
        log.keepUntil(log.keeper(), 3);
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
        log.keepUntil(log.keeper(), 3);
        // It read messages that the brokers lost afterwards, stored tiles of them, and died before it signed.
        for (String path : List.of("tile/0/000", "tile/entries/000")) {
            log.database.getCollection("test_tiles")
                    .insertOne(new Document("_id", path).append("bytes", new byte[256 * Hash.LENGTH]));
        }
        log.requireWhole();
        log.send(600);
        log.keepUntil(log.keeper(), 603);
        log.requireWhole();
    }

    private boolean crashes(LogFixture.Running keeper, long size) throws ExecutionException, InterruptedException {
        try {
            log.keepUntil(keeper, size);
            return false;
        } catch (LogFixture.Crash crash) {
            return true;
        } catch (ExecutionException aside) {
            assertThat(aside).hasCauseInstanceOf(LogFixture.Crash.class);
            return true;
        }
    }
}
