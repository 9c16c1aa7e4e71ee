package org.imprimatur.consent.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.consent.ledger.Commitment;
import org.imprimatur.consent.proof.Committed;

/**
 * A record with what is kept beside it.
 *
 * @param document the record as it was committed to, with members a later version may have added
 * @param commitment what the public log holds of the record, and the nonce that hides the record in it
 * @param request what tells the request that made it
 */
public record KeptRecord(Map<String, Object> document, Commitment commitment, Request request)
        implements
            Committed {
    /**
     * What is kept of a request, so that it counts once and is answered the same when it comes again. None of it leads
     * to the visitor without the choice's id, which only the visitor's browser has.
     *
     * @param choice SHA-256 (hex) of the id under which the browser sent the choice
     * @param asked SHA-256 (hex) of what was asked for under that id
     * @param visitor the visitor's number, sealed with the choice's id
     */
    public record Request(String choice, String asked, String visitor) {}

    public KeptRecord {
        document = Collections.unmodifiableMap(new LinkedHashMap<>(document));
    }

    UUID id() {
        return UUID.fromString((String) document.get("recordId"));
    }

    /** The record as this version reads it. */
    public ConsentRecord record() {
        return ConsentRecord.of(document);
    }
}
