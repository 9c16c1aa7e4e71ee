package org.imprimatur.content.storage;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** The service's collections without the service. */
public final class DatabaseAlone {
    private DatabaseAlone() {}

    public static Collections of(MongoClient client, String database) {
        var factory = new SimpleMongoClientDatabaseFactory(client, database);
        factory.setWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        return new Collections(factory);
    }
}
