package org.imprimatur.localstack.backing;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * All documents of a small database at one moment.
 *
 * @param collections a collection's name to its documents
 */
public record DatabaseBackup(Map<String, List<Document>> collections) {
    /** Reads everything; nobody may be writing meanwhile. */
    public static DatabaseBackup of(MongoDatabase database) {
        Map<String, List<Document>> collections = new HashMap<>();
        for (String name : database.listCollectionNames()) {
            collections.put(name, database.getCollection(name).find().into(new ArrayList<>()));
        }
        return new DatabaseBackup(collections);
    }

    /** Puts these documents in the place of whatever is there; indexes stay. */
    public void restore(MongoDatabase database) {
        for (String name : database.listCollectionNames()) {
            database.getCollection(name).deleteMany(new Document());
        }
        collections.forEach((name, documents) -> {
            if (!documents.isEmpty()) {
                database.getCollection(name).insertMany(documents);
            }
        });
    }
}
