package org.imprimatur.consent.record;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.consent.ledger.Committed;
import org.imprimatur.tlog.merkle.Hash;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * The records in MongoDB. Inserting one is the whole commit: the same document says that its commitment still has to
 * go into the log ({@code pending}), until its place there is known ({@code place}).
 */
@Component
public class Records implements Committed {
    private static final long SEARCH_LIMIT_SECONDS = 10;

    private final MongoCollection<Document> records;
    private final Clock clock;

    Records(MongoTemplate database, Clock clock) {
        this.records = database.getDb().getCollection("records");
        this.clock = clock;
        records.createIndex(Indexes.ascending("choiceId"), new IndexOptions().unique(true));
        records.createIndex(Indexes.ascending("commitment"), new IndexOptions().unique(true));
        records.createIndex(Indexes.ascending("subject", "_id"));
        records.createIndex(Indexes.ascending("pending", "_id"),
                new IndexOptions().partialFilterExpression(eq("pending", true)));
    }

    /** Keeps a record durably, unless its choice id was taken before: then it returns what was kept under that id. */
    public KeptRecord add(KeptRecord fresh) {
        try {
            records.insertOne(RecordDocument.of(fresh).append("pending", true));
            return fresh;
        } catch (MongoWriteException refused) {
            if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw refused;
            }
            Document earlier = records.find(eq("choiceId", fresh.choiceId())).first();
            if (earlier == null) {
                throw refused;
            }
            return RecordDocument.read(earlier);
        }
    }

    /** Whether any record of these subjects allowed something optional. */
    public boolean everGiven(Collection<String> subjects) {
        return records.find(and(in("subject", subjects), eq("state", State.GIVEN.word())))
                .projection(Projections.include("_id")).first() != null;
    }

    /** The records of these subjects, newest first. */
    public List<KeptRecord> ofSubjects(Collection<String> subjects, int limit) {
        return find(in("subject", subjects), limit);
    }

    /** The record of this id. */
    public Optional<KeptRecord> find(UUID recordId) {
        return Optional.ofNullable(records.find(eq("_id", recordId)).first()).map(RecordDocument::read);
    }

    /** Records that meet a condition, newest first. */
    List<KeptRecord> find(Bson condition, int limit) {
        return records.find(condition).sort(Sorts.descending("_id")).limit(limit)
                .maxTime(SEARCH_LIMIT_SECONDS, TimeUnit.SECONDS)
                .map(RecordDocument::read).into(new ArrayList<>());
    }

    @Override
    public List<Pending> pending(UUID after, Instant before, int limit) {
        Bson range = and(eq("pending", true), gt("_id", after), lt("_id", UuidCreator.getTimeOrderedEpochMin(before)));
        return records.find(range).sort(Sorts.ascending("_id")).limit(limit)
                .projection(Projections.include("nonce", "commitment"))
                .map(found -> new Pending(found.get("_id", UUID.class), RecordDocument.commitment(found)))
                .into(new ArrayList<>());
    }

    @Override
    public void placed(Map<Hash, Long> places) {
        List<WriteModel<Document>> updates = new ArrayList<>();
        places.forEach((commitment, place) -> updates.add(new UpdateOneModel<>(
                eq("commitment", commitment.bytes()),
                Updates.combine(Updates.set("place", place), Updates.unset("pending")))));
        if (!updates.isEmpty()) {
            records.bulkWrite(updates, new BulkWriteOptions().ordered(false));
        }
    }

    @Override
    public Backlog backlog() {
        long count = records.countDocuments(eq("pending", true));
        Document oldest = records.find(eq("pending", true)).sort(Sorts.ascending("_id"))
                .projection(Projections.include("eventTime")).first();
        return new Backlog(count, oldest == null ? clock.instant() : oldest.getDate("eventTime").toInstant());
    }
}
