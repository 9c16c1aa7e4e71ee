/** A Merkle tree log anyone can check: hashing, proofs, tiles, signed checkpoints, and the verifier. */
@NullMarked
package org.imprimatur.tlog;

import org.jspecify.annotations.NullMarked;
