/**
 * A Merkle tree log anyone can check, in plain Java without dependencies.
 *
 * <p>
 * From the inside to the outside:
 * <ul>
 * <li>{@link org.imprimatur.tlog.merkle}: hashing, inclusion and consistency proofs (RFC 6962 §2.1);
 * <li>{@link org.imprimatur.tlog.tile}: the tree cut into tiles (C2SP tlog-tiles): appending entries, building proofs;
 * <li>{@link org.imprimatur.tlog.note}: signed texts and their keys (C2SP signed-note);
 * <li>{@link org.imprimatur.tlog.checkpoint}: the signed tree head and the offline proof (C2SP tlog-checkpoint,
 * tlog-proof);
 * <li>{@link org.imprimatur.tlog.entry}: what this house puts into a log: commitments, never anything personal;
 * <li>{@link org.imprimatur.tlog.verify}: checks whole logs and single receipts, as a library and as a command;
 * <li>{@link org.imprimatur.tlog.json}: the JSON that is hashed.
 * </ul>
 *
 * <p>
 * Keeping a log takes five calls:
 *
 * <pre>{@code
 * TileReader tiles = tile -> bytesStoredUnder(tile.path());                // null where there are none
 * LogEdge edge = LogEdge.load(size, root, tiles);                          // or LogEdge.empty()
 * LogEdge.Growth growth = edge.append(entries);                            // store growth.tiles() under their paths,
 * Checkpoint head = new Checkpoint(name, growth.edge().size(), growth.edge().root());
 * SignedNote checkpoint = head.sign(signer);                               // then size, root and checkpoint at once
 * }</pre>
 *
 * A receipt for the entry at an index is one more:
 *
 * <pre>{@code
 * InclusionProof proof = new TiledTree(head.size(), tiles).inclusion(index);
 * String receipt = TlogProof.of(proof, checkpoint).encode();
 * }</pre>
 *
 * <p>
 * Whatever comes from outside and does not have its one exact form is refused with a {@link MalformedException};
 * whatever has the form but not the truth, with a {@link NotVerifiedException}. Sizes and indexes are signed 64-bit and
 * never negative.
 */
@NullMarked
package org.imprimatur.tlog;

import org.jspecify.annotations.NullMarked;
