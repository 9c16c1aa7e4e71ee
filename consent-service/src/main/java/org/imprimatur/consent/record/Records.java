package org.imprimatur.consent.record;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.consent.ledger.CommittedDocuments;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * The records in MongoDB, each marked as one whose commitment belongs in the public log.
 */
@Component
public class Records {
    private static final long SEARCH_LIMIT_SECONDS = 10;

    private final MongoCollection<Document> records;
    private final GroupCommit commit;

    Records(MongoTemplate database, GroupCommit commit) {
        this.records = database.getCollection(RecordConfiguration.COLLECTION);
        this.commit = commit;
        records.createIndex(Indexes.ascending("choiceId"), new IndexOptions().unique(true));
        records.createIndex(Indexes.ascending("subject", "_id"));
    }

    /** Keeps a record durably, unless its choice id was taken before: then it returns what was kept under that id. */
    public KeptRecord add(KeptRecord fresh) throws InterruptedException {
        if (commit.insert(CommittedDocuments.mark(RecordDocument.of(fresh), fresh.commitment()))) {
            return fresh;
        }
        Document earlier = records.find(eq("choiceId", fresh.choiceId())).first();
        if (earlier == null) {
            throw new IllegalStateException("The database refused a record as known and doesn't know it");
        }
        return RecordDocument.read(earlier);
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
}
