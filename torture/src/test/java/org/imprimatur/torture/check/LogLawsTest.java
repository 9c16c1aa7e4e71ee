package org.imprimatur.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.checkpoint.TlogProof;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.tile.LogEdge;
import org.imprimatur.tlog.tile.Tile;
import org.imprimatur.tlog.tile.TiledTree;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Ledger.Choice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log that forgets a choice or tells two stories is found out, with the means that anybody has. */
class LogLawsTest {
    private static final String NAME = "imprimatur.local/consent";
    private static final byte[] NONCE = new byte[CommitmentEntry.NONCE_LENGTH];
    private static final Map<String, Object> RECORD = Map.of("recordId", "record-1", "state", "given");
    private static final Map<String, Object> OTHER = Map.of("recordId", "record-2", "state", "refused");

    private final NoteSigner signer = NoteSigner.generate(NAME, new SecureRandom());
    private final Addresses consent = new Addresses();
    private final Ledger ledger = new Ledger();

    @BeforeEach
    void open() {
        consent.put("/log/key", 200, signer.verifierKey() + "\n", "");
        ledger.chose(new Choice("choice-1", "record-1", Map.of("visitor", "v")));
    }

    @AfterEach
    void close() {
        consent.close();
    }

    private static byte[] entry(Map<String, Object> record) {
        return new CommitmentEntry(CommitmentEntry.CONSENT, CommitmentEntry.commit(NONCE, record)).encode();
    }

    private SignedNote signed(LogEdge edge) {
        return new Checkpoint(NAME, edge.size(), edge.root()).sign(signer);
    }

    /** Makes this the log that everybody sees. */
    private LogEdge serve(List<byte[]> entries) {
        LogEdge.Growth growth = LogEdge.empty().append(entries);
        growth.tiles().forEach(tile -> consent.put("/log/" + tile.id().path(), tile.bytes()));
        consent.put("/log/checkpoint", 200, signed(growth.edge()).encode(), "");
        return growth.edge();
    }

    private String receipt(List<byte[]> entries, long index) {
        LogEdge.Growth growth = LogEdge.empty().append(entries);
        Map<Object, byte[]> tiles = new HashMap<>();
        growth.tiles().forEach((Tile tile) -> tiles.put(tile.id(), tile.bytes()));
        return TlogProof.of(new TiledTree(entries.size(), tiles::get).inclusion(index), signed(growth.edge())).encode();
    }

    private void history(Map<String, Object> record, String receipt) {
        Map<String, Object> held = new HashMap<>(Map.of("record", record, "nonce",
                Base64.getEncoder().encodeToString(NONCE)));
        if (!receipt.isEmpty()) {
            held.put("receipt", receipt);
        }
        consent.put("/api/v1/choices/mine", 200, new String(CanonicalJson.bytes(Map.of("records", List.of(held))),
                StandardCharsets.UTF_8), "");
    }

    private LogLaws laws() {
        return new LogLaws(consent.root(), ledger);
    }

    @Test
    void aChoiceThatIsInTheLogBreaksNoLaw() {
        history(RECORD, receipt(List.of(entry(OTHER), entry(RECORD)), 1));
        assertThat(laws().choices()).returns(1L, Finding::looked).returns(List.of(), Finding::broken);
    }

    @Test
    void aChoiceThatIsNowhereIsFound() {
        assertThat(laws().choices().broken()).containsExactly("record-1: its visitor's history answers 404");
        history(OTHER, receipt(List.of(entry(OTHER)), 0));
        assertThat(laws().choices().broken()).containsExactly("record-1: it isn't in its visitor's history");
        history(RECORD, "");
        assertThat(laws().choices().broken()).containsExactly("record-1: it has no receipt");
    }

    @Test
    void aReceiptForSomethingElseIsFound() {
        history(RECORD, receipt(List.of(entry(OTHER)), 0));
        assertThat(laws().choices().broken()).singleElement().asString()
                .startsWith("record-1: its receipt is none");
        history(RECORD, "no receipt at all");
        assertThat(laws().choices().broken()).hasSize(1);
    }

    @Test
    void aReceiptSignedBySomebodyElseIsFound() {
        String right = receipt(List.of(entry(RECORD)), 0);
        consent.put("/log/key", 200, NoteSigner.generate(NAME, new SecureRandom()).verifierKey() + "\n", "");
        history(RECORD, right);
        assertThat(laws().choices().broken()).singleElement().asString()
                .startsWith("record-1: its receipt is none");
    }

    @Test
    void checkpointsThatWereBeginningsOfTheLogBreakNoLaw() {
        List<byte[]> entries = new ArrayList<>(List.of(entry(RECORD)));
        ledger.signed(signed(LogEdge.empty()).encode());
        ledger.signed(signed(LogEdge.empty().append(entries).edge()).encode());
        entries.add(entry(OTHER));
        ledger.signed(signed(serve(entries)).encode());
        assertThat(laws().checkpoints()).returns(3L, Finding::looked).returns(List.of(), Finding::broken);
    }

    @Test
    void aCheckpointOfAnotherLogOfTheSameOrALesserSizeIsFound() {
        serve(List.of(entry(RECORD), entry(OTHER)));
        ledger.signed(signed(LogEdge.empty().append(List.of(entry(OTHER))).edge()).encode());
        assertThat(laws().checkpoints().broken()).hasSize(1);
        ledger.signed(signed(LogEdge.empty().append(List.of(entry(OTHER), entry(RECORD))).edge()).encode());
        assertThat(laws().checkpoints().broken()).hasSize(2);
    }

    @Test
    void aLogThatHasShrunkIsFoundAndSoIsACheckpointOfSomebodyElse() {
        ledger.signed(signed(LogEdge.empty().append(List.of(entry(RECORD), entry(OTHER))).edge()).encode());
        serve(List.of(entry(RECORD)));
        assertThat(laws().checkpoints().broken()).containsExactly("the log has shrunk from 2 to 1");
        var edge = LogEdge.empty().append(List.of(entry(RECORD))).edge();
        ledger.signed(new Checkpoint(NAME, edge.size(), edge.root())
                .sign(NoteSigner.generate(NAME, new SecureRandom())).encode());
        assertThat(laws().checkpoints().broken()).hasSize(2);
    }

    @Test
    void receiptsThatProveTheirChoiceBreakNoLawWheneverTheyWereGiven() {
        String early = receipt(List.of(entry(RECORD)), 0);
        String late = receipt(List.of(entry(RECORD), entry(OTHER)), 0);
        history(RECORD, late);
        ledger.received(new Ledger.Receipt("record-1", early));
        consent.put("/api/v1/records/record-1/receipt", 200, late, "");
        assertThat(laws().receipts()).returns(2L, Finding::looked).returns(List.of(), Finding::broken);
    }

    @Test
    void aReceiptThatWasGivenForSomethingElseIsFoundAndSoIsOneThatIsMissing() {
        String right = receipt(List.of(entry(RECORD)), 0);
        history(RECORD, right);
        ledger.received(new Ledger.Receipt("record-1", receipt(List.of(entry(OTHER)), 0)));
        consent.put("/api/v1/records/record-1/receipt", 200, right, "");
        assertThat(laws().receipts().broken()).singleElement().asString().startsWith("record-1: its receipt is none");
        consent.put("/api/v1/records/record-1/receipt", 202, "", "");
        assertThat(laws().receipts().broken()).hasSize(2);
    }
}
