package org.imprimatur.content.log;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * How an event lies in the outbox, and how builds before the outbox had it: in the entry itself, in a member
 * {@code relay}, with a mark for as long as it was pending.
 */
final class EventDocuments {
    /** What an event waits for; absent from one that waits no more. */
    static final String WAITS_FOR = "waitsFor";
    static final String BROKER = "broker";
    /** For an entry that its writer may still come to insert, or may never. */
    static final String ENTRY = "entry";
    static final String EVENT = "event";
    static final String SENT_AT = "sentAt";

    private EventDocuments() {}

    static Document id(String article, long sequence, String entryHash) {
        return EntryDocuments.id(article, sequence).append("hash", entryHash);
    }

    static Document id(Entry entry) {
        return id(entry.article(), entry.sequence(), entry.hash());
    }

    static Document id(PendingEvent event) {
        return id(event.article(), event.sequence(), event.entryHash());
    }

    /** The members beside the id. */
    static Document write(Instant at, Outgoing event, String instance) {
        return new Document(WAITS_FOR, BROKER).append("by", instance)
                .append("at", at)
                .append("type", event.type())
                .append("time", event.time())
                .append("traceParent", event.traceParent())
                .append(EVENT, event.data());
    }

    static PendingEvent read(Document document) {
        Document id = document.get("_id", Document.class);
        return new PendingEvent(id.getString("article"), id.getLong("sequence"), id.getString("hash"),
                document.getString("by"), outgoing(document));
    }

    /** What an entry of an earlier build still has to have sent. */
    static Bson pendingInEntry() {
        return new Document("relay.pending", true);
    }

    static PendingEvent readFromEntry(Document entry) {
        Document id = entry.get("_id", Document.class);
        Document relay = entry.get("relay", Document.class);
        String by = relay.getString("by");
        return new PendingEvent(id.getString("article"), id.getLong("sequence"), entry.getString("hash"),
                by == null ? "" : by, outgoing(relay));
    }

    /** When the event of such an entry was sent. */
    static @Nullable Instant sentFromEntry(Document entry) {
        Document relay = entry.get("relay", Document.class);
        return relay == null ? null : sentAt(relay);
    }

    static @Nullable Instant sentAt(Document document) {
        Date sent = document.getDate(SENT_AT);
        return sent == null ? null : sent.toInstant();
    }

    private static Outgoing outgoing(Document document) {
        return new Outgoing(document.getString("type"), document.getString(EVENT),
                document.getDate("time").toInstant(), document.getString("traceParent"));
    }
}
