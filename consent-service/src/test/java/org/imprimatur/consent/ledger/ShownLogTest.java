package org.imprimatur.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.checkpoint.TlogProof;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.tile.LogEdge;
import org.imprimatur.tlog.tile.TileId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShownLogTest {
    private final AtomicLong now = new AtomicLong();
    private LogFixture log;
    private ShownLog shown;

    @BeforeEach
    void begin() throws Exception {
        log = new LogFixture();
        shown = new ShownLog(log.store, log.identity, now::get);
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void whoeverSawACheckpointFindsItsTilesHoweverLatelyTheOthersLooked() throws Exception {
        LogFixture.Running keeper = log.keeper();
        for (int size : new int[]{3, 300, 600}) {
            grow(keeper, size);
            // The clock stands still: this instance goes on believing in this state.
            ShownLog another = new ShownLog(log.store, log.identity, now::get);
            another.proofs(List.of(Hash.EMPTY_ROOT));
            grow(keeper, size + 1);
            Checkpoint newest = Checkpoint.open(SignedNote.parse(Objects.requireNonNull(shown.checkpoint())),
                    log.identity.signer().verifierKey());
            assertThat(newest.size()).isEqualTo(size + 1);
            // Loading checks the tiles against the root.
            assertThat(LogEdge.load(newest.size(), newest.root(), another::tile).size()).isEqualTo(size + 1);
        }
    }

    @Test
    void aReceiptIsThereAMomentAfterItsCheckpointAndVerifies() throws Exception {
        LogFixture.Running keeper = log.keeper();
        grow(keeper, 2);
        Commitment fresh = log.send(1).getFirst();
        assertThat(shown.proofs(List.of(fresh.hash()))).isEmpty();
        log.keepUntil(keeper, 3);
        now.addAndGet(ShownLog.BELIEVED_NANOS);
        Map<Hash, String> proofs = shown.proofs(List.of(fresh.hash()));
        TlogProof proof = TlogProof.parse(proofs.getOrDefault(fresh.hash(), ""));
        assertThat(proof.verify(log.identity.entry(fresh.hash()), log.identity.signer().verifierKey()).size())
                .isEqualTo(3);
    }

    @Test
    void whatWasSentHereIsFoundWhoeverKeptTheLogAndHoweverItGrewMeanwhile() throws Exception {
        LogFixture.Running keeper = log.keeper();
        grow(keeper, 1);
        // The keeper of another process: this one learns of its work by looking.
        shown = new ShownLog(new TreeStore(log.database, "test"), log.identity, now::get);
        int size = 1;
        for (int added : new int[]{1, 254, 1, 2, 300, 0, 5_000, 3}) {
            now.addAndGet(ShownLog.BELIEVED_NANOS);
            shown.proofs(List.of(Hash.EMPTY_ROOT));
            List<Commitment> sent = new ArrayList<>();
            for (int one = 0; one < 3; one++) {
                CommittedDocuments.Pending pending = log.document();
                shown.sends(pending.commitment().hash());
                sent.add(pending.commitment());
                assertThat(shown.proofs(List.of(pending.commitment().hash()))).isEmpty();
            }
            log.sendStrangers(added);
            for (Commitment commitment : sent) {
                log.send(log.identity.entry(commitment.hash()));
            }
            size += added + sent.size();
            log.keepUntil(keeper, size);
            now.addAndGet(ShownLog.BELIEVED_NANOS);
            for (Commitment commitment : sent) {
                TlogProof proof = TlogProof.parse(shown.proofs(List.of(commitment.hash()))
                        .getOrDefault(commitment.hash(), ""));
                assertThat(proof.verify(log.identity.entry(commitment.hash()), log.identity.signer().verifierKey())
                        .size()).isEqualTo(size);
            }
        }
    }

    @Test
    void whatMayNotBeShownIsNot() throws Exception {
        Commitment first = log.send(1).getFirst();
        log.keepUntil(log.keeper(), 1);
        LogIdentity known = log.identity;
        ShownLog rebuilding = new ShownLog(log.store, new LogIdentity(known.origin(), known.format(), known.signer(),
                List.of(), new Checkpoint(known.origin(), 2, Hash.EMPTY_ROOT)), now::get);
        assertThat(rebuilding.checkpoint()).isNull();
        assertThat(rebuilding.proofs(List.of(first.hash()))).isEmpty();
        assertThat(rebuilding.tile(new TileId.Hashes(0, 0, 1))).isNull();
    }

    private void grow(LogFixture.Running keeper, int size) throws Exception {
        long there = log.store.state().map(TreeState::size).orElse(0L);
        log.send((int) (size - there));
        log.keepUntil(keeper, size);
    }
}
