package org.imprimatur.starter.storage;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * How what others build upon is read and written, whatever the connection string says: only what most members of the
 * database have counts, and nobody waits for them without end.
 */
public final class Durability {
    private static final long LIMIT_MILLIS = 8_000;
    private static final WriteConcern MOST = WriteConcern.MAJORITY.withJournal(true).withWTimeout(LIMIT_MILLIS,
            TimeUnit.MILLISECONDS);

    private static final int DUPLICATE_KEY = 11_000;

    private Durability() {}

    /** The collection of that name, read and written so. */
    public static MongoCollection<Document> collection(MongoDatabase database, String name) {
        return database.getCollection(name).withReadConcern(ReadConcern.MAJORITY).withWriteConcern(MOST);
    }

    /** Inserts each document unless one of its key is there, which then stays. Durable on return. */
    public static void insertMissing(MongoCollection<Document> collection, List<Document> documents) {
        write(collection, documents.stream().map(InsertOneModel::new).toList());
    }

    /**
     * Carries all of the writes out, in no order. One that meets a document of its key is none, and keeps no other from
     * being done. Durable on return.
     */
    public static void write(MongoCollection<Document> collection, List<? extends WriteModel<Document>> writes) {
        if (writes.isEmpty()) {
            return;
        }
        try {
            collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            if (failure.getWriteErrors().stream().anyMatch(error -> error.getCode() != DUPLICATE_KEY)
                    || failure.getWriteConcernError() != null) {
                throw failure;
            }
        }
    }
}
