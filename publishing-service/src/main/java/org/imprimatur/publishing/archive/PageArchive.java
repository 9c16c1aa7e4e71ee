package org.imprimatur.publishing.archive;

import org.imprimatur.starter.storage.Durability;

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
public final class PageArchive {
    private static final int DUPLICATE_KEY = 11_000;

    private final MongoCollection<Document> pages;

    public PageArchive(MongoDatabase database) {
        PageCompression.load();
        pages = Durability.collection(database, "pages");
    }

    /** Stores what isn't stored yet. Returns once all of it is durable. */
    public void store(Collection<PageBytes> bytes) {
        if (bytes.isEmpty()) {
            return;
        }
        try {
            // Unordered: a page that is there already must not keep those behind it from being stored.
            pages.insertMany(bytes.stream().map(PageArchive::write).toList(), new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            // The same hash is the same bytes: someone stored them before.
            if (failure.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)
                    || failure.getWriteConcernError() != null) {
                throw failure;
            }
        }
    }

    /** The pages of those hashes, as far as they are stored. */
    public Map<String, PageBytes> load(Collection<String> hashes) {
        var found = new HashMap<String, PageBytes>();
        if (!hashes.isEmpty()) {
            pages.find(Filters.in("_id", hashes)).map(PageArchive::read).forEach(page -> found.put(page.hash(), page));
        }
        return found;
    }

    private static Document write(PageBytes page) {
        return new Document("_id", page.hash()).append("contentType", page.contentType())
                .append("identity", new Binary(page.identity())).append("gzip", new Binary(page.gzip()))
                .append("br", new Binary(page.brotli()));
    }

    private static PageBytes read(Document document) {
        return new PageBytes(document.getString("_id"), document.getString("contentType"), bytes(document, "identity"),
                bytes(document, "gzip"), bytes(document, "br"));
    }

    private static byte[] bytes(Document document, String name) {
        return document.get(name, Binary.class).getData();
    }
}
