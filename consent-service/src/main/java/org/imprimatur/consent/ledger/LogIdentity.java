package org.imprimatur.consent.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.note.VerifierKey;
import org.imprimatur.tlog.tile.LogEdge;
import org.imprimatur.tlog.tile.TileReader;
import org.imprimatur.tlog.tile.TiledTree;
import org.jspecify.annotations.Nullable;

/**
 * What makes a log this one: its origin, its key and the form of its entries.
 *
 * @param format the first line of its entries, as {@link CommitmentEntry} names them
 * @param previous the keys it was signed with before
 * @param published a checkpoint that the world has seen and the log must contain, where it is being rebuilt; else null
 */
record LogIdentity(String origin, String format, NoteSigner signer, List<VerifierKey> previous,
        @Nullable Checkpoint published) {
    LogIdentity {
        previous = List.copyOf(previous);
    }

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

    /** The places of the commitments in these entries of this log, the first of which is at {@code first}. */
    Map<Hash, Long> places(long first, List<byte[]> entries) {
        Map<Hash, Long> places = new LinkedHashMap<>();
        for (byte[] entry : entries) {
            Hash commitment = commitment(entry)
                    .orElseThrow(() -> new IllegalStateException("The stored log holds what is no entry"));
            places.put(commitment, first + places.size());
        }
        return places;
    }

    /**
     * Sees that a stored tree is one that this log's key, present or previous, has signed under this log's name;
     * whoever signs on from another one signs a second history.
     */
    void requireOwn(TreeState state) {
        List<VerifierKey> keys = new ArrayList<>(previous);
        keys.add(signer.verifierKey());
        Checkpoint stored;
        try {
            stored = Checkpoint.open(SignedNote.parse(state.checkpoint()), keys.toArray(VerifierKey[]::new));
        } catch (NotVerifiedException | MalformedException foreign) {
            throw new LogMisfitException("the stored checkpoint can't be signed on from by the key "
                    + signer.verifierKey() + ": " + foreign.getMessage());
        }
        if (stored.size() != state.size() || !stored.root().equals(state.root())) {
            throw new LogMisfitException("the stored checkpoint is of another tree than the stored one");
        }
    }

    /** Whether the log in this state may be shown: one that is being rebuilt may not look shorter than it was. */
    boolean isShowable(TreeState state) {
        return published == null || state.size() >= published.size();
    }

    /** Sees that a stored tree contains what was published, as far as it has come. */
    void requirePublished(TreeState state, TileReader tiles) {
        if (published == null || !isShowable(state)) {
            return;
        }
        try {
            new TiledTree(state.size(), tiles).consistencyFrom(published.size()).verify(published.root(), state.root());
        } catch (NotVerifiedException other) {
            throw anotherPast(published);
        }
    }

    /** Sees the same of entries that are about to be appended. */
    void requirePublished(LogEdge edge, List<byte[]> appended) {
        long missing = published == null ? -1 : published.size() - edge.size();
        if (published == null || missing < 0 || missing > appended.size()) {
            return;
        }
        if (!edge.append(appended.subList(0, (int) missing)).edge().root().equals(published.root())) {
            throw anotherPast(published);
        }
    }

    private static LogMisfitException anotherPast(Checkpoint published) {
        return new LogMisfitException("the log doesn't contain the checkpoint of " + published.size()
                + " entries that was published");
    }

    /** Whether the present key has signed this state, which {@link #requireOwn} has accepted. */
    boolean hasSigned(TreeState state) {
        try {
            return !SignedNote.parse(state.checkpoint()).verify(signer.verifierKey()).isEmpty();
        } catch (NotVerifiedException previousKeys) {
            return false;
        }
    }

    /** The checkpoint of a tree, signed. Ed25519 is deterministic: the same tree gives the same bytes. */
    String sign(LogEdge edge) {
        return new Checkpoint(origin, edge.size(), edge.root()).sign(signer).encode();
    }
}
