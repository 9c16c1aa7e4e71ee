package org.imprimatur.consent.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.imprimatur.tlog.StrictText;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What a log holds of a document, and the nonce that hides the document in it. Without the nonce nobody can try
 * documents until one fits; with nonce and document erased the log still verifies.
 */
public final class Commitment {
    private final byte[] nonce;
    private final Hash hash;

    private Commitment(byte[] nonce, Hash hash) {
        this.nonce = nonce.clone();
        this.hash = hash;
    }

    /** Commits to a document (JSON as maps, lists, strings, numbers and booleans) under a fresh nonce. */
    public static Commitment to(Map<String, ?> document, RandomGenerator random) {
        byte[] nonce = new byte[CommitmentEntry.NONCE_LENGTH];
        random.nextBytes(nonce);
        return new Commitment(nonce, CommitmentEntry.commit(nonce, document));
    }

    /** A commitment made earlier, as it was stored: nonce and hash, 32 bytes each; no nonce where it was erased. */
    public static Commitment stored(byte[] nonce, byte[] hash) {
        return new Commitment(nonce, Hash.of(hash));
    }

    /** Whether this document is still, byte for byte in canonical form, the one committed to. */
    public boolean isTo(Map<String, ?> document) {
        return CommitmentEntry.commit(nonce, document).equals(hash);
    }

    /** The nonce; whoever has it and the document can show what the log holds. */
    public byte[] nonce() {
        return nonce.clone();
    }

    /** The nonce in standard base64 (RFC 4648, section 4). */
    public String nonceBase64() {
        return StrictText.encodeBase64(nonce);
    }

    /** The commitment itself, which is public. */
    public Hash hash() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Commitment commitment && hash.equals(commitment.hash)
                && Arrays.equals(nonce, commitment.nonce);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }
}
