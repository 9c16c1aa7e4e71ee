package org.imprimatur.consent.key;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.bson.types.Binary;

/** Keys that all instances share: whichever comes first makes one, and the others take over that one. */
public final class StoredKeys {
    private static final int KEY_BYTES = 32;

    private final MongoCollection<Document> stored;
    private final RandomGenerator random;
    private final Map<String, KeyedHash> known = new ConcurrentHashMap<>();

    /** The keys of one collection. */
    public StoredKeys(MongoDatabase database, String collection, RandomGenerator random) {
        // A key that a failover took back would leave hashes behind that no instance can make again.
        this.stored = database.getCollection(collection).withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        this.random = random;
    }

    /** The key of this name, made now if it was never asked for before. */
    public KeyedHash of(String name) {
        return known.computeIfAbsent(name, this::firstUse);
    }

    /** Every key there is at this moment, whichever instance made it. */
    public List<KeyedHash> all() {
        return stored.find().map(StoredKeys::key).into(new ArrayList<>());
    }

    private KeyedHash firstUse(String name) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        Document document = stored.findOneAndUpdate(Filters.eq("_id", name), Updates.setOnInsert("key", fresh),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        if (document == null) {
            throw new IllegalStateException("The key of " + name + " could not be stored");
        }
        return key(document);
    }

    private static KeyedHash key(Document document) {
        return new KeyedHash(document.get("key", Binary.class).getData());
    }
}
