package org.imprimatur.consent.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Keys that all instances share: whichever comes first makes one, and the others take over that one. A key that is
 * destroyed is gone for good: its name stays, so that none is made in its place, and within {@link #BELIEVED} no
 * instance has it in memory any more.
 */
public final class StoredKeys {
    private static final int KEY_BYTES = 32;

    /** How long a key may be used without looking whether it is still there. */
    public static final Duration BELIEVED = Duration.ofSeconds(5);

    private static final String KEY = "key";
    private static final String DESTROYED = "destroyed";

    private final MongoCollection<Document> stored;
    private final RandomGenerator random;
    private final Cache<String, KeyedHash> known;

    /** The keys of one collection, none of which is ever destroyed. */
    public StoredKeys(MongoDatabase database, String collection, RandomGenerator random) {
        this(database, collection, random, Caffeine.newBuilder().build());
    }

    /** The keys of one collection, each of which may be destroyed at any time. */
    public static StoredKeys destroyable(MongoDatabase database, String collection, RandomGenerator random) {
        return new StoredKeys(database, collection, random, Caffeine.newBuilder().expireAfterWrite(BELIEVED).build());
    }

    private StoredKeys(MongoDatabase database, String collection, RandomGenerator random,
            Cache<String, KeyedHash> known) {
        this.known = known;
        // A key that a failover took back would leave hashes behind that no instance can make again.
        this.stored = database.getCollection(collection).withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        this.random = random;
    }

    /** The key of this name, made now if it was never asked for before. */
    public KeyedHash of(String name) {
        return known.get(name, this::stored);
    }

    /** Every key there is at this moment, by its name, whichever instance made it. */
    public SortedMap<String, KeyedHash> all() {
        SortedMap<String, KeyedHash> all = new TreeMap<>();
        stored.find(Filters.exists(KEY)).forEach(document -> all.put(document.getString("_id"), key(document)));
        return all;
    }

    /** What is known of every key there ever was, by its name. */
    public SortedMap<String, Optional<Destruction>> names() {
        SortedMap<String, Optional<Destruction>> names = new TreeMap<>();
        stored.find().projection(Projections.exclude(KEY)).forEach(document -> names.put(document.getString("_id"),
                Optional.ofNullable(document.get(DESTROYED, Document.class)).map(Destruction::of)));
        return names;
    }

    /** Destroys the key of this name, unless it is destroyed already; returns whether there was one. */
    public boolean destroy(String name, Destruction destruction) {
        boolean there = stored.updateOne(Filters.and(Filters.eq("_id", name), Filters.exists(KEY)),
                Updates.combine(Updates.unset(KEY), Updates.set(DESTROYED, destruction.document())))
                .getModifiedCount() == 1;
        known.invalidate(name);
        return there;
    }

    /** Looks before it makes one: that a key is there says nothing of who is asked to write. */
    private KeyedHash stored(String name) {
        Document found = stored.find(Filters.eq("_id", name)).first();
        return found == null ? firstUse(name) : key(found);
    }

    private KeyedHash firstUse(String name) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        Document document = stored.findOneAndUpdate(Filters.eq("_id", name), Updates.setOnInsert(KEY, fresh),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        if (document == null) {
            throw new IllegalStateException("The key of " + name + " could not be stored");
        }
        return key(document);
    }

    private static KeyedHash key(Document document) {
        Binary key = document.get(KEY, Binary.class);
        if (key == null) {
            throw new IllegalStateException("The key of " + document.getString("_id") + " was destroyed");
        }
        return new KeyedHash(key.getData());
    }
}
