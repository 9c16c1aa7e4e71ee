package org.imprimatur.content.storage;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.stereotype.Component;

/**
 * The collections of this service's own database. What is read is what most members have (read concern majority), as
 * what is written is answered only once most have it: a failover takes nothing back that anybody built upon.
 */
@Component
public final class Collections {
    private final MongoDatabaseFactory database;

    Collections(MongoDatabaseFactory database) {
        this.database = database;
    }

    /** The collection of that name; its writes are durable on return (majority and journal) unless said otherwise. */
    public MongoCollection<Document> named(String name) {
        return database.getMongoDatabase().getCollection(name).withReadConcern(ReadConcern.MAJORITY);
    }
}
