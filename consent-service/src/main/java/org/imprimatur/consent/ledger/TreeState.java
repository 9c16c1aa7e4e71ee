package org.imprimatur.consent.ledger;

import org.imprimatur.tlog.merkle.Hash;

/**
 * How far a log has come. All of it moves in one conditional write.
 *
 * @param size entries in the tree
 * @param offset of the next message to read from the topic; the topic may also hold repeats and what is no entry
 * @param topicId Kafka's own id of the topic, which a topic made anew under the same name doesn't have
 * @param lastMessage SHA-256 of the message before {@code offset}; of nothing where there is none
 * @param root over all entries
 * @param checkpoint the signed note for this size
 * @param placed of how many entries the places are known to be written down for their owners
 */
record TreeState(long size, long offset, String topicId, Hash lastMessage, Hash root, String checkpoint, long placed) {}
