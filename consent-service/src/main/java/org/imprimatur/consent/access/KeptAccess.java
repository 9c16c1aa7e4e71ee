package org.imprimatur.consent.access;

import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.consent.ledger.Commitment;
import org.imprimatur.consent.ledger.CommittedDocuments;
import org.imprimatur.consent.proof.Committed;

/**
 * An access record as MongoDB holds it: whole and as it was committed to, in a member of its own.
 *
 * @param document the record
 */
record KeptAccess(UUID id, Map<String, Object> document, Commitment commitment) implements Committed {
    private static final String RECORD = "record";

    static KeptAccess read(Document stored) {
        return new KeptAccess(stored.get("_id", UUID.class), stored.get(RECORD, Document.class),
                CommittedDocuments.commitment(stored));
    }

    Document stored() {
        return CommittedDocuments.mark(new Document("_id", id).append(RECORD, new Document(document)), commitment);
    }

    /** Where a member of the record stands. */
    static String member(String name) {
        return RECORD + "." + name;
    }
}
