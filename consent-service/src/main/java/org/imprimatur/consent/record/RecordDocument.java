package org.imprimatur.consent.record;

import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.consent.ledger.CommittedDocuments;

/**
 * A kept record as MongoDB holds it. The record is a member of its own, whole and as it was committed to: an instance
 * that doesn't know a member still shows it, and the record still fits its commitment.
 */
final class RecordDocument {
    static final String RECORD = "record";
    static final String CHOICE = "choice";
    static final String ERASED = "erased";

    /**
     * What stays of an erased record: its commitment, with its place in the log, for the receipts that were given for
     * it; and the hash of the choice's id, so that the choice can't be taken again. Whatever else there is goes, members
     * that this version doesn't know included.
     */
    private static final Set<String> LEFT = Set.of("_id", CHOICE, "commitment", "pending", "place", ERASED);

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

    /** The update that erases this stored record. */
    static Bson erasure(Document stored, Erased erased) {
        List<Bson> changes = new ArrayList<>();
        stored.keySet().stream().filter(member -> !LEFT.contains(member)).map(Updates::unset).forEach(changes::add);
        changes.add(Updates.set(ERASED, new Document("id", erased.id()).append("at", Date.from(erased.at()))
                .append("by", erased.by()).append("reason", erased.reason())));
        return Updates.combine(changes);
    }

    /** Whether this stored record is an erased one. */
    static boolean isErased(Document stored) {
        return stored.containsKey(ERASED);
    }

    /** Who has erased this record, and why. */
    static Erased erased(Document stored) {
        Document erased = stored.get(ERASED, Document.class);
        return new Erased(erased.get("id", UUID.class), erased.getDate("at").toInstant(), erased.getString("by"),
                erased.getString("reason"));
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
