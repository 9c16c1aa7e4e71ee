package org.imprimatur.content.log;

import java.time.Instant;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How an entry lies in MongoDB, written out by hand: the log outlives the names of classes and fields. The address that an
 * entry claims is in a member of its own, outside the hash. Entries of earlier builds also have a member {@code relay}.
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

    static Document write(Entry entry, @Nullable Claim claim) {
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
            document.append("claim", claim.text());
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

    private static Instant instant(Document document, String name) {
        return document.getDate(name).toInstant();
    }

    private static Map<String, Object> members(Document document, String name) {
        return document.get(name, Document.class);
    }
}
