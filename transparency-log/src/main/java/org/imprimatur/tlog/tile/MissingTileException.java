package org.imprimatur.tlog.tile;

/** A tile that a tree of this size must have is not where it should be. */
public final class MissingTileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MissingTileException(TileId tile) {
        super("the log has no " + tile.path());
    }
}
