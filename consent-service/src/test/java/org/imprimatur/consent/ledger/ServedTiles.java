package org.imprimatur.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imprimatur.tlog.tile.LogEdge;
import org.imprimatur.tlog.tile.Tile;
import org.imprimatur.tlog.tile.TileId;
import org.imprimatur.tlog.tile.TileReader;
import org.imprimatur.tlog.tile.TiledTree;

/** What is served of a log in one state, held against what it signed. */
record ServedTiles(TreeState state, TileReader served) {
    /**
     * Makes every tile from the entries again, from this edge on: each has to be served so, and nothing beyond what was
     * signed. Returns the edge that was reached.
     */
    LogEdge requireWhole(LogEdge checked) {
        LogEdge made = checked;
        TiledTree tree = new TiledTree(state.size(), served);
        while (made.size() < state.size()) {
            List<byte[]> entries = tree.entries(made.size() / TileId.FULL);
            LogEdge.Growth growth = made.append(entries.subList((int) (made.size() % TileId.FULL), entries.size()));
            made = growth.edge();
            growth.tiles().stream().filter(tile -> tile.id().width() == TileId.FULL).forEach(this::requireServed);
        }
        made.partialTiles().forEach(this::requireServed);
        assertThat(made.root()).isEqualTo(state.root());
        requireNothingBeyond(state.size());
        return made;
    }

    private void requireServed(Tile tile) {
        assertThat(served.read(tile.id())).as(tile.id().path()).isEqualTo(tile.bytes());
    }

    private void requireNothingBeyond(long size) {
        long last = size / TileId.FULL;
        int width = (int) (size % TileId.FULL);
        assertThat(served.read(new TileId.Hashes(0, last, width + 1))).as("hash beyond %d", size).isNull();
        assertThat(served.read(new TileId.Entries(last, width + 1))).as("entry beyond %d", size).isNull();
        assertThat(served.read(new TileId.Hashes(0, last + 1, 1))).as("tile beyond %d", size).isNull();
    }
}
