package org.imprimatur.starter.storage;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
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

    private Durability() {}

    /** The collection of that name, read and written so. */
    public static MongoCollection<Document> collection(MongoDatabase database, String name) {
        return database.getCollection(name).withReadConcern(ReadConcern.MAJORITY).withWriteConcern(MOST);
    }
}
