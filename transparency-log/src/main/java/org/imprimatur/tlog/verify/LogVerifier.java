package org.imprimatur.tlog.verify;

import java.util.Arrays;
import java.util.List;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.NotVerifiedException;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.note.VerifierKey;
import org.imprimatur.tlog.tile.EntryBundle;
import org.imprimatur.tlog.tile.LogEdge;
import org.imprimatur.tlog.tile.Tile;
import org.imprimatur.tlog.tile.TileId;
import org.imprimatur.tlog.tile.TiledTree;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a log serves against what it has signed.
 *
 * <p>
 * Every check throws {@link NotVerifiedException} or {@link MalformedException} if the log does not stand up to it,
 * {@link org.imprimatur.tlog.tile.MissingTileException} if it keeps something back, and {@link UnreadableException} if
 * it does not answer. Needs memory for a few tiles, however long the log is.
 */
final class LogVerifier {

    private static final int LONGEST_BUNDLE = TileId.FULL * (Short.BYTES + EntryBundle.LONGEST_ENTRY);

    private final LogSource source;

    private final VerifierKey[] keys;

    private final Checkpoint head;

    /** Reads the log's checkpoint and checks that one of its keys has signed it. */
    LogVerifier(LogSource source, VerifierKey... keys) {
        byte[] note = source.read("checkpoint", SignedNote.LONGEST);
        if (note == null) {
            throw new NotVerifiedException("the log has no checkpoint");
        }
        this.source = source;
        this.keys = keys.clone();
        this.head = Checkpoint.open(SignedNote.parse(note), keys);
    }

    /** What the log signed; all other checks are against it. */
    Checkpoint head() {
        return head;
    }

    /**
     * Keeps the whole log over again: reads every entry, makes every tile from them, compares each with the one that is
     * served, and the root with the one that was signed. Also each entry must be a commitment and nothing else.
     */
    CheckedTiles checkEverything() {
        TiledTree tree = new TiledTree(head.size(), this::read);
        LogEdge edge = LogEdge.empty();
        long tiles = 0;
        for (long bundle = 0; edge.size() < head.size(); bundle++) {
            List<byte[]> entries = tree.entries(bundle);
            for (int i = 0; i < entries.size(); i++) {
                requireCommitment(edge.size() + i, entries.get(i));
            }
            LogEdge.Growth growth = edge.append(entries);
            edge = growth.edge();
            tiles += compare(growth.tiles().stream().filter(tile -> tile.id().width() == TileId.FULL).toList());
        }
        tiles += compare(edge.partialTiles());
        if (!edge.root().equals(head.root())) {
            throw new NotVerifiedException("the entries have the root " + edge.root() + ", not the one signed");
        }
        return new CheckedTiles(head.size(), tiles);
    }

    /**
     * How much {@link #checkEverything} went through.
     *
     * @param entries log entries
     * @param tiles tiles of hashes
     */
    record CheckedTiles(long entries, long tiles) {}

    /** Checks that the log has only grown since it signed this earlier checkpoint, which is returned. */
    Checkpoint checkGrowthSince(SignedNote earlier) {
        Checkpoint before = Checkpoint.open(earlier, keys);
        if (!before.origin().equals(head.origin())) {
            throw new NotVerifiedException("the checkpoint is of " + before.origin() + ", the log is " + head.origin());
        }
        if (before.size() > head.size()) {
            throw new NotVerifiedException("the log has shrunk from " + before.size() + " entries to " + head.size());
        }
        new TiledTree(head.size(), this::read).consistencyFrom(before.size()).verify(before.root(), head.root());
        return before;
    }

    /** The entry at the index, checked to be part of the signed tree. */
    byte[] entry(long index) {
        if (index < 0 || index >= head.size()) {
            throw new NotVerifiedException("the log has no entry " + index + " yet, only " + head.size());
        }
        TiledTree tree = new TiledTree(head.size(), this::read);
        byte[] entry = tree.entries(index / TileId.FULL).get((int) (index % TileId.FULL));
        tree.inclusion(index).verify(Hash.leaf(entry), head.root());
        return entry;
    }

    private int compare(List<Tile> made) {
        int compared = 0;
        for (Tile tile : made) {
            if (tile.id() instanceof TileId.Hashes) {
                if (!Arrays.equals(tile.bytes(), served(tile.id()))) {
                    throw new NotVerifiedException(
                            tile.id().path() + " is missing or does not follow from the entries");
                }
                compared++;
            }
        }
        return compared;
    }

    /** Once a tile is full its partial forms may be gone: then the beginning of the full one counts. */
    private byte @Nullable [] served(TileId id) {
        byte[] bytes = read(id);
        if (bytes == null && id.width() < TileId.FULL) {
            byte[] full = read(id.full());
            boolean whole = full != null && full.length == TileId.FULL * Hash.LENGTH;
            return whole ? Arrays.copyOf(full, id.width() * Hash.LENGTH) : null;
        }
        return bytes;
    }

    private byte @Nullable [] read(TileId tile) {
        return source.read(tile.path(), switch (tile) {
            case TileId.Hashes _ -> TileId.FULL * Hash.LENGTH;
            case TileId.Entries _ -> LONGEST_BUNDLE;
        });
    }

    private static void requireCommitment(long index, byte[] entry) {
        try {
            CommitmentEntry.parse(entry);
        } catch (MalformedException e) {
            throw new MalformedException("entry " + index + " is no commitment: " + e.getMessage(), e);
        }
    }
}
