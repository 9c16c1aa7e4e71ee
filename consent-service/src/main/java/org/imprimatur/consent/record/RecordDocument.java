package org.imprimatur.consent.record;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.Document;
import org.imprimatur.consent.ledger.CommittedDocuments;

/** A kept record as MongoDB holds it: what can be searched has a type of its own, constants are left out. */
final class RecordDocument {
    private RecordDocument() {}

    static Document of(KeptRecord kept) {
        ConsentRecord record = kept.record();
        return new Document("_id", record.recordId())
                .append("receiptId", record.receiptId())
                .append("subject", record.subject())
                .append("eventTime", Date.from(record.eventTime()))
                .append("state", record.state().word())
                .append("validUntil", Date.from(record.validUntil()))
                .append("choices", new Document(new TreeMap<>(record.choices())))
                .append("notice", record.notice())
                .append("policyVersion", record.policyVersion())
                .append("language", record.language())
                .append("jurisdiction", record.jurisdiction())
                .append("method", record.method().word())
                .append("gpc", record.gpc())
                .append("choiceId", kept.choiceId())
                .append("asked", kept.asked());
    }

    static KeptRecord read(Document document) {
        ConsentRecord record = new ConsentRecord(document.get("_id", UUID.class),
                document.get("receiptId", UUID.class), document.getString("subject"), time(document, "eventTime"),
                known(State.of(document.getString("state"))), time(document, "validUntil"), choices(document),
                document.getString("notice"), document.getString("policyVersion"), document.getString("language"),
                document.getString("jurisdiction"), known(Method.of(document.getString("method"))),
                document.getBoolean("gpc"));
        return new KeptRecord(record, CommittedDocuments.commitment(document), document.get("choiceId", UUID.class),
                document.getString("asked"));
    }

    private static Map<String, Boolean> choices(Document document) {
        Map<String, Boolean> choices = new TreeMap<>();
        document.get("choices", Document.class).forEach((purpose, allowed) -> choices.put(purpose, (Boolean) allowed));
        return choices;
    }

    private static Instant time(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    private static <T> T known(Optional<T> word) {
        return word.orElseThrow(() -> new IllegalStateException("A stored record has a word of a later version"));
    }
}
