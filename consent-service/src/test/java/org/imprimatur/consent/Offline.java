package org.imprimatur.consent;

import java.util.Map;
import java.util.Objects;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.checkpoint.TlogProof;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.json.JsonReader;
import org.imprimatur.tlog.note.VerifierKey;
import tools.jackson.databind.JsonNode;

/** What anyone can check with a record, its nonce, its receipt and the log's public key, and nothing else. */
public final class Offline {
    private Offline() {}

    /** The checkpoint that covers a record as {@code choices/mine} gives it; throws if its receipt doesn't verify. */
    public static Checkpoint verify(JsonNode proved, VerifierKey key) {
        return verify(proved, key, CommitmentEntry.CONSENT);
    }

    /** The same in the log of this format of entries. */
    public static Checkpoint verify(JsonNode proved, VerifierKey key, String format) {
        byte[] nonce = StrictText.decodeBase64(proved.get("nonce").asString());
        @SuppressWarnings("unchecked") // the reader makes objects with string keys only
        Map<String, ?> record = (Map<String, ?>) Objects
                .requireNonNull(JsonReader.read(proved.get("record").toString()));
        byte[] entry = new CommitmentEntry(format, CommitmentEntry.commit(nonce, record)).encode();
        return TlogProof.parse(proved.get("receipt").asString()).verify(entry, key);
    }
}
