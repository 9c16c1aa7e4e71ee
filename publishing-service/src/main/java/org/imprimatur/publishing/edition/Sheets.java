package org.imprimatur.publishing.edition;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;

/** Page bytes in MongoDB, each stored once under its hash. */
final class Sheets {
    private static final int DUPLICATE_KEY = 11_000;

    private final MongoCollection<Document> pages;

    Sheets(MongoDatabase database) {
        pages = Durability.collection(database, "pages");
    }

    /** Stores what isn't stored yet. Returns once all of it is durable. */
    void store(Collection<Sheet> sheets) {
        if (sheets.isEmpty()) {
            return;
        }
        try {
            // Unordered: a page that is there already must not keep those behind it from being stored.
            pages.insertMany(sheets.stream().map(Sheets::write).toList(), new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            // The same hash is the same bytes: someone stored them before.
            if (failure.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)
                    || failure.getWriteConcernError() != null) {
                throw failure;
            }
        }
    }

    /** The sheets of those hashes, as far as they are stored. */
    Map<String, Sheet> load(Collection<String> hashes) {
        var found = new HashMap<String, Sheet>();
        if (!hashes.isEmpty()) {
            pages.find(Filters.in("_id", hashes)).map(Sheets::read).forEach(sheet -> found.put(sheet.hash(), sheet));
        }
        return found;
    }

    private static Document write(Sheet sheet) {
        return new Document("_id", sheet.hash()).append("contentType", sheet.contentType())
                .append("identity", new Binary(sheet.identity())).append("gzip", new Binary(sheet.gzip()))
                .append("br", new Binary(sheet.brotli()));
    }

    private static Sheet read(Document document) {
        return new Sheet(document.getString("_id"), document.getString("contentType"), bytes(document, "identity"),
                bytes(document, "gzip"), bytes(document, "br"));
    }

    private static byte[] bytes(Document document, String name) {
        return document.get(name, Binary.class).getData();
    }
}
