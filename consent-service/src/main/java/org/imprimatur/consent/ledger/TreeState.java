package org.imprimatur.consent.ledger;

import java.util.List;
import java.util.Map;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.tile.Tile;

/**
 * How far a log has come. All of it moves in one conditional write.
 *
 * @param size entries in the tree
 * @param offset of the next message to read from the topic; the topic may also hold repeats and what is no entry
 * @param topicId Kafka's own id of the topic, which a topic made anew under the same name doesn't have
 * @param lastMessage SHA-256 of the message before {@code offset}; of nothing where there is none
 * @param root over all entries
 * @param edge the tiles at the end of the tree that aren't full
 * @param elsewhere full tiles, by their paths, that are stored under other keys because their own was taken by what
 *            never became part of the tree
 * @param checkpoint the signed note for this size
 * @param placed of how many entries the places are known to be written down for their owners
 */
record TreeState(long size, long offset, String topicId, Hash lastMessage, Hash root, List<Tile> edge,
        Map<String, String> elsewhere, String checkpoint, long placed) {
    TreeState {
        edge = List.copyOf(edge);
        elsewhere = Map.copyOf(elsewhere);
    }

    /** The same tree, going on at the beginning of another topic: what is in both topics has its place already. */
    TreeState on(String otherTopicId) {
        return new TreeState(size, 0, otherTopicId, Hash.EMPTY_ROOT, root, edge, elsewhere, checkpoint, placed);
    }

    /** The same tree under another signature. */
    TreeState signed(String note) {
        return new TreeState(size, offset, topicId, lastMessage, root, edge, elsewhere, note, placed);
    }
}
