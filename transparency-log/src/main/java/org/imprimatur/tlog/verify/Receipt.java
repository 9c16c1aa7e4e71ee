package org.imprimatur.tlog.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.checkpoint.TlogProof;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.json.JsonReader;
import org.imprimatur.tlog.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * What somebody holds in hand: a visitor's record of a choice, or an auditor's record of a look at such records; the
 * nonce that hides it in its log, and the proof that it is there.
 *
 * @param record every field of it, as it was answered
 * @param nonce base64 of the 32 random bytes
 * @param proof the log's receipt, or null as long as the record waits to be logged
 */
record Receipt(Map<String, @Nullable Object> record, String nonce, @Nullable TlogProof proof) {

    private static final String ACCESS_SCHEMA = "imprimatur-access-record/v1";

    /** The receipts in an answer of {@code GET /api/v1/choices/mine}: {@code {records: [{record, nonce, receipt}]}}. */
    static List<Receipt> readAll(byte[] json) {
        List<Receipt> receipts = new ArrayList<>();
        if (!(JsonReader.readObject(json).get("records") instanceof List<?> records)) {
            throw new MalformedException("the file has no list \"records\"");
        }
        for (Object entry : records) {
            if (!(entry instanceof Map<?, ?> fields && fields.get("record") instanceof Map<?, ?> record
                    && fields.get("nonce") instanceof String nonce)) {
                throw new MalformedException("an element of \"records\" has no \"record\" and \"nonce\"");
            }
            Object receipt = fields.get("receipt");
            if (receipt != null && !(receipt instanceof String)) {
                throw new MalformedException("a \"receipt\" is no text");
            }
            receipts.add(new Receipt(asObject(record), nonce,
                    receipt instanceof String text ? TlogProof.parse(text) : null));
        }
        return receipts;
    }

    /** The receipt for a record in a file of its own. */
    static Receipt of(byte[] recordJson, String nonce, TlogProof proof) {
        return new Receipt(JsonReader.readObject(recordJson), nonce, proof);
    }

    /** What the record calls itself, to tell it from others; nothing vouches for it before {@link #verify}. */
    String id() {
        return record.get(isAccess() ? "accessId" : "recordId") instanceof String id ? id : "without id";
    }

    /**
     * Shows that exactly this record was committed to in the log that the keys belong to, and returns the checkpoint
     * that covers it.
     *
     * @throws org.imprimatur.tlog.NotVerifiedException if it was not
     */
    Checkpoint verify(TlogProof proof, VerifierKey... keys) {
        CommitmentEntry entry = new CommitmentEntry(isAccess() ? CommitmentEntry.ACCESS : CommitmentEntry.CONSENT,
                CommitmentEntry.commit(StrictText.decodeBase64(nonce), record));
        return proof.verify(entry.encode(), keys);
    }

    /** The record itself may say of which log it is: the schema is part of what was committed to. */
    private boolean isAccess() {
        return ACCESS_SCHEMA.equals(record.get("schema"));
    }

    @SuppressWarnings("unchecked") // JsonReader's objects have strings for keys
    private static Map<String, @Nullable Object> asObject(Map<?, ?> object) {
        return (Map<String, @Nullable Object>) object;
    }
}
