package org.imprimatur.consent.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.tlog.merkle.Hash;

/** What a log needs of whoever keeps the documents that it holds the commitments of. */
public interface Committed {
    /**
     * A commitment whose place in the log isn't known yet.
     *
     * @param id of the document; ids rise with time (UUID version 7)
     */
    record Pending(UUID id, Commitment commitment) {}

    /**
     * How much waits for its place.
     *
     * @param oldest when the oldest of them was made; the present if there is none
     */
    record Backlog(long count, Instant oldest) {}

    /** Those pending with ids above {@code after} made before this time, in the order of their ids. */
    List<Pending> pending(UUID after, Instant before, int limit);

    /** Keeps the places that commitments got in the log. May come again with the same places. */
    void placed(Map<Hash, Long> places);

    /** How much is pending now. */
    Backlog backlog();
}
