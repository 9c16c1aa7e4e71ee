package org.imprimatur.consent.erasure;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.consent.preparation.Preparations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Erasures in MongoDB. Inserting one is its commit; what a crash leaves half done is found by its mark. */
@Component
class StoredErasures {
    private static final String OPEN = "open";

    private final MongoCollection<Document> stored;

    StoredErasures(MongoTemplate database, Preparations preparations) {
        this.stored = database.getCollection("erasures").withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        preparations.of(() -> stored.createIndex(Indexes.ascending(OPEN),
                new IndexOptions().partialFilterExpression(Filters.eq(OPEN, true))));
    }

    void add(Erasure erasure) {
        stored.insertOne(new Document("_id", erasure.id()).append("by", erasure.by())
                .append("at", Date.from(erasure.at())).append("reason", erasure.reason())
                .append("records", erasure.records()).append(OPEN, true));
    }

    void done(UUID id) {
        stored.updateOne(Filters.eq("_id", id), Updates.unset(OPEN));
    }

    /** Those that aren't known to be carried out, the oldest first. */
    List<Erasure> open(int limit) {
        return stored.find(Filters.eq(OPEN, true)).sort(Sorts.ascending("_id")).limit(limit)
                .map(StoredErasures::read).into(new ArrayList<>());
    }

    /** Those that meet a condition, newest first. */
    List<Erasure> find(Bson condition, int limit) {
        return stored.find(condition).sort(Sorts.descending("_id")).limit(limit).map(StoredErasures::read)
                .into(new ArrayList<>());
    }

    private static Erasure read(Document found) {
        return new Erasure(found.get("_id", UUID.class), found.getString("by"), found.getDate("at").toInstant(),
                found.getString("reason"), found.getList("records", UUID.class), !found.getBoolean(OPEN, false));
    }
}
