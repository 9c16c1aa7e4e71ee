/** The tree cut into tiles of 256 hashes (C2SP tlog-tiles): their addresses, how they grow, and proofs made from them. */
@NullMarked
package org.imprimatur.tlog.tile;

import org.jspecify.annotations.NullMarked;
