package org.imprimatur.consent.record;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.imprimatur.consent.record.RecordDocument.CHOICE;
import static org.imprimatur.consent.record.RecordDocument.member;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.consent.preparation.Preparation;
import org.imprimatur.consent.preparation.Preparations;

/**
 * The records in MongoDB, each marked as one whose commitment belongs in the public log. Nothing is read that a
 * failover could still take back: records are built upon, and answered with.
 */
public class Records {
    private static final long SEARCH_LIMIT_SECONDS = 10;
    /** How often a record is inserted that is refused as known by one which a failover then takes back. */
    private static final int TRIES = 3;
    private static final int ID_LENGTH = 36;

    private final MongoCollection<Document> records;
    private final GroupCommit commit;
    private final Preparation indexes;

    Records(MongoCollection<Document> records, GroupCommit commit, Preparations preparations) {
        this.records = records;
        this.commit = commit;
        // Nothing is kept before: without the index one choice could be kept twice.
        this.indexes = preparations.of(() -> {
            records.createIndex(Indexes.ascending(CHOICE), new IndexOptions().unique(true));
            records.createIndex(Indexes.ascending(member("subject"), "_id"));
        });
    }

    /**
     * Keeps a record durably, unless its choice was taken before: then it returns what was kept of it. Throws
     * {@link UnknownOutcomeException} once the record was sent and it can't be told whether it stands.
     */
    public KeptRecord add(KeptRecord fresh) throws InterruptedException {
        indexes.require();
        for (int tries = 0; tries < TRIES; tries++) {
            if (commit.insert(RecordDocument.of(fresh))) {
                return fresh;
            }
            Optional<KeptRecord> earlier = earlier(fresh.request().choice());
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        throw new UnknownOutcomeException();
    }

    private Optional<KeptRecord> earlier(String choice) {
        try {
            Bson same = eq(CHOICE, choice);
            Document found = records.find(same).first();
            if (found == null) {
                // It is there and most members don't have it yet. An update, though it changes nothing, is answered
                // when they have whatever came before it.
                found = records.findOneAndUpdate(same, Updates.set(CHOICE, choice),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
            }
            return Optional.ofNullable(found).map(RecordDocument::read);
        } catch (MongoException away) {
            throw new UnknownOutcomeException();
        }
    }

    /** The records of these subjects, newest first. */
    public List<KeptRecord> ofSubjects(Collection<String> subjects, int limit) {
        return find(in(member("subject"), subjects), limit);
    }

    /** The record of this id. */
    public Optional<KeptRecord> find(UUID recordId) {
        return Optional.ofNullable(records.find(eq("_id", recordId)).first()).map(RecordDocument::read);
    }

    /** The record of the id in this text; none where the text is no id. */
    Optional<KeptRecord> find(String recordId) {
        return recordId.length() == ID_LENGTH && recordId.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? find(UUID.fromString(recordId))
                : Optional.empty();
    }

    /** Records that meet a condition, newest first. */
    List<KeptRecord> find(Bson condition, int limit) {
        return records.find(condition).sort(Sorts.descending("_id")).limit(limit)
                .maxTime(SEARCH_LIMIT_SECONDS, TimeUnit.SECONDS)
                .map(RecordDocument::read).into(new ArrayList<>());
    }
}
