package org.imprimatur.tlog.tile;

import org.jspecify.annotations.Nullable;

/** Where tiles are kept: a database, a directory, a web server. */
@FunctionalInterface
public interface TileReader {

    /** The bytes stored under this address, or null if there are none. */
    byte @Nullable [] read(TileId tile);
}
