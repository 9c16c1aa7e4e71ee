package org.imprimatur.publishing.archive;

import org.imprimatur.starter.storage.Durability;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.imprimatur.starter.open.Coding;
import org.bson.Document;
import org.bson.types.Binary;

/** Page bytes in MongoDB, each stored once under its hash, in the one coding from which all others can be made. */
public final class PageArchive {
    private static final String TYPE = "contentType";
    private static final String BROTLI = "br";

    private final MongoCollection<Document> pages;

    /** The pages' own. */
    public PageArchive(MongoDatabase database) {
        this(database, "pages");
    }

    /** @param collection that holds them, for bytes that must not be taken for pages, which can be rendered again */
    public PageArchive(MongoDatabase database, String collection) {
        PageCompression.load();
        pages = Durability.collection(database, collection);
    }

    /** Stores what isn't stored yet. Returns once all of it is durable. */
    public void store(Collection<PageBytes> bytes) {
        // The same hash is the same bytes: what is there stays.
        Durability.insertMissing(pages, bytes.stream().map(PageArchive::write).toList());
    }

    /** The pages of those hashes, as far as they are stored. */
    public Map<String, PageBytes> load(Collection<String> hashes) {
        var found = new HashMap<String, PageBytes>();
        if (!hashes.isEmpty()) {
            pages.find(Filters.in("_id", hashes)).projection(Projections.include(TYPE, BROTLI)).map(PageArchive::read)
                    .forEach(page -> found.put(page.hash(), page));
        }
        return found;
    }

    /** Those hashes under which nothing is stored. Reads no bytes. */
    public Set<String> missing(Collection<String> hashes) {
        var missing = new HashSet<>(hashes);
        pages.find(Filters.in("_id", hashes)).projection(Projections.include("_id"))
                .forEach(page -> missing.remove(page.getString("_id")));
        return missing;
    }

    private static Document write(PageBytes page) {
        return new Document("_id", page.hash()).append(TYPE, page.contentType()).append(BROTLI,
                new Binary(page.in(Coding.BROTLI)));
    }

    /** Earlier builds stored other codings beside it, which nobody needs. */
    private static PageBytes read(Document document) {
        return PageBytes.packed(document.getString("_id"), document.getString(TYPE),
                document.get(BROTLI, Binary.class).getData());
    }
}
