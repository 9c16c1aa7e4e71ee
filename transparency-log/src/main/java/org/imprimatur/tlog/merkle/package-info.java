/** The Merkle tree of RFC 6962 §2.1: hashes of leaves and nodes, and the proofs that follow from them. */
@NullMarked
package org.imprimatur.tlog.merkle;

import org.jspecify.annotations.NullMarked;
