package org.imprimatur.tlog.tile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A log in memory, grown batch by batch, that complains when an address is given other bytes than it had. */
public final class StoredLog implements TileReader {

    final Map<String, byte[]> tiles = new TreeMap<>();

    final List<TileId> read = new ArrayList<>();

    private LogEdge edge = LogEdge.empty();

    /** Entries that are told apart by their number. */
    public static List<byte[]> entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> ("entry " + i).getBytes(US_ASCII)).toList();
    }

    /** Appends one batch. */
    public StoredLog grow(List<byte[]> entries) {
        LogEdge.Growth growth = edge.append(entries);
        growth.tiles().forEach(tile -> {
            byte[] before = tiles.put(tile.id().path(), tile.bytes());
            if (before != null && !java.util.Arrays.equals(before, tile.bytes())) {
                throw new AssertionError(tile.id().path() + " changed");
            }
        });
        edge = growth.edge();
        return this;
    }

    /** Starts over from what is stored, as after a crash. */
    StoredLog reload() {
        edge = LogEdge.load(edge.size(), edge.root(), this);
        return this;
    }

    /** The edge as it is now. */
    public LogEdge edge() {
        return edge;
    }

    /** Path to bytes. */
    public Map<String, byte[]> tiles() {
        return tiles;
    }

    @Override
    public byte @Nullable [] read(TileId tile) {
        read.add(tile);
        return tiles.get(tile.path());
    }
}
