package org.imprimatur.content.log;

import java.time.Instant;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How an entry lies in MongoDB, written out by hand: the log outlives the names of classes and fields. What the relay
 * needs, and the address that an entry claims, are in members of their own, outside the hash: they change.
 */
final class EntryDocuments {
    private EntryDocuments() {}

    static Document id(String article, long sequence) {
        return new Document("article", article).append("sequence", sequence);
    }

    /** Whose request it was and under which key, as one value for the index; no name has a line break. */
    static String requestOf(String actor, String key) {
        return actor + "\n" + key;
    }

    static Document write(Entry entry, @Nullable Outgoing event, @Nullable String claim, String instance) {
        Document document = new Document("_id", id(entry.article(), entry.sequence()))
                .append("type", entry.type())
                .append("actor", entry.actor())
                .append("at", entry.at())
                .append("details", new Document(entry.details()))
                .append("state", new Document(entry.state()));
        Entry.RequestKey request = entry.request();
        if (request != null) {
            document.append("request",
                    new Document("key", request.key()).append("fingerprint", request.fingerprint())
                            .append("of", requestOf(entry.actor(), request.key())));
        }
        if (entry.previousHash() != null) {
            document.append("previousHash", entry.previousHash());
        }
        document.append("hash", entry.hash());
        if (claim != null) {
            document.append("claim", claim);
        }
        if (event != null) {
            document.append("relay", new Document("pending", true)
                    .append("by", instance)
                    .append("type", event.type())
                    .append("time", event.time())
                    .append("traceParent", event.traceParent())
                    .append("event", event.data()));
        }
        return document;
    }

    static Entry read(Document document) {
        Document id = document.get("_id", Document.class);
        Document request = document.get("request", Document.class);
        return new Entry(id.getString("article"), id.getLong("sequence"), document.getString("type"),
                document.getString("actor"), instant(document, "at"), members(document, "details"),
                members(document, "state"),
                request == null
                        ? null
                        : new Entry.RequestKey(request.getString("key"), request.getString("fingerprint")),
                document.getString("previousHash"), document.getString("hash"));
    }

    static PendingEvent readPending(Document document, String instance) {
        Document id = document.get("_id", Document.class);
        Document relay = document.get("relay", Document.class);
        return new PendingEvent(id.getString("article"), id.getLong("sequence"), instance.equals(relay.getString("by")),
                new Outgoing(relay.getString("type"), relay.getString("event"),
                        instant(relay, "time"), relay.getString("traceParent")));
    }

    private static Instant instant(Document document, String name) {
        return document.getDate(name).toInstant();
    }

    private static Map<String, Object> members(Document document, String name) {
        return document.get(name, Document.class);
    }
}
