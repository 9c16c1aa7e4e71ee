package org.imprimatur.consent.record;

import org.bson.Document;
import org.imprimatur.consent.ledger.CommittedDocuments;

/**
 * A kept record as MongoDB holds it. The record is a member of its own, whole and as it was committed to: an instance
 * that doesn't know a member still shows it, and the record still fits its commitment.
 */
final class RecordDocument {
    static final String RECORD = "record";
    static final String CHOICE = "choice";

    private RecordDocument() {}

    /** The document to insert, marked as one whose commitment belongs in the log. */
    static Document of(KeptRecord kept) {
        KeptRecord.Request request = kept.request();
        Document document = new Document("_id", kept.id())
                .append(RECORD, new Document(kept.document()))
                .append(CHOICE, request.choice())
                .append("asked", request.asked())
                .append("visitor", request.visitor());
        return CommittedDocuments.mark(document, kept.commitment());
    }

    static KeptRecord read(Document document) {
        return new KeptRecord(document.get(RECORD, Document.class), CommittedDocuments.commitment(document),
                new KeptRecord.Request(document.getString(CHOICE), document.getString("asked"),
                        document.getString("visitor")));
    }

    /** Where a member of the record stands. */
    static String member(String name) {
        return RECORD + "." + name;
    }
}
