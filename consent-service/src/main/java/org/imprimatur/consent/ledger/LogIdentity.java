package org.imprimatur.consent.ledger;

import java.util.Optional;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.tile.LogEdge;

/**
 * What makes a log this one: its origin, its key and the form of its entries.
 *
 * @param format the first line of its entries, as {@link CommitmentEntry} names them
 */
record LogIdentity(String origin, String format, NoteSigner signer) {
    /** The entry that holds a commitment. */
    byte[] entry(Hash commitment) {
        return new CommitmentEntry(format, commitment).encode();
    }

    /** The commitment in an entry of this log; empty for whatever isn't one. */
    Optional<Hash> commitment(byte[] entry) {
        try {
            CommitmentEntry parsed = CommitmentEntry.parse(entry);
            return parsed.format().equals(format) ? Optional.of(parsed.commitment()) : Optional.empty();
        } catch (MalformedException foreign) {
            return Optional.empty();
        }
    }

    /** The checkpoint of a tree, signed. Ed25519 is deterministic: the same tree gives the same bytes. */
    String sign(LogEdge edge) {
        return new Checkpoint(origin, edge.size(), edge.root()).sign(signer).encode();
    }
}
