package org.imprimatur.consent.record;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static org.imprimatur.consent.record.RecordDocument.CHOICE;
import static org.imprimatur.consent.record.RecordDocument.ERASED;
import static org.imprimatur.consent.record.RecordDocument.member;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.consent.ledger.CommittedDocuments;
import org.imprimatur.consent.preparation.Preparation;
import org.imprimatur.consent.preparation.Preparations;
import org.imprimatur.consent.search.Ids;
import org.imprimatur.tlog.merkle.Hash;

/**
 * The records in MongoDB, each marked as one whose commitment belongs in the public log. Nothing is read that a
 * failover could still take back: records are built upon, and answered with.
 */
public class Records {
    private static final long SEARCH_LIMIT_SECONDS = 10;
    /** How often a record is inserted that is refused as known by one which a failover then takes back. */
    private static final int TRIES = 3;

    /** Some ten seconds' worth of them at full speed. */
    private static final int MOST_KNOWN = 30_000;

    /** What is erased is in no answer. */
    private static final Bson THERE = exists(RecordDocument.RECORD);

    private final MongoCollection<Document> records;
    private final GroupCommit commit;
    private final Preparation indexes;

    /** Commitments of records that were lately made or asked for: they never change, nor do they go. */
    private final Cache<UUID, Hash> commitments = Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

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
                commitments.put(fresh.id(), fresh.commitment().hash());
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
            if (found != null && RecordDocument.isErased(found)) {
                throw new ErasedChoiceException();
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
        return Optional.ofNullable(records.find(and(eq("_id", recordId), THERE)).first()).map(RecordDocument::read);
    }

    /** What the log holds of the record of this id, also of one that is erased. */
    public Optional<Hash> commitment(UUID recordId) {
        Hash known = commitments.getIfPresent(recordId);
        if (known != null) {
            return Optional.of(known);
        }
        Document found = records.find(eq("_id", recordId)).projection(Projections.include("commitment")).first();
        if (found == null) {
            return Optional.empty();
        }
        Hash commitment = CommittedDocuments.commitment(found).hash();
        commitments.put(recordId, commitment);
        return Optional.of(commitment);
    }

    /** Who has erased the record of this id; empty where nobody has. */
    public Optional<Erased> erased(UUID recordId) {
        return Optional.ofNullable(records.find(and(eq("_id", recordId), exists(ERASED))).first())
                .map(RecordDocument::erased);
    }

    /** The ids of all records of these subjects. */
    public List<UUID> idsOf(Collection<String> subjects) {
        return ids(in(member("subject"), subjects));
    }

    /** The ids of records that are over: of this notice and state, with a choice that ended by then, the oldest first. */
    public List<UUID> ended(String notice, State state, Instant by, int limit) {
        // Times are texts here, which within a second don't sort as times do.
        Bson over = and(eq(member("notice"), notice), eq(member("state"), state.word()),
                lt(member("validUntil"), by.plusSeconds(1).toString()), lt("_id", Ids.firstOf(by.plusMillis(1))),
                THERE);
        return records.find(over).sort(Sorts.ascending("_id")).limit(limit).map(RecordDocument::read)
                .into(new ArrayList<>()).stream().filter(kept -> !kept.record().validUntil().isAfter(by))
                .map(KeptRecord::id).toList();
    }

    /** Those of these records that aren't erased. */
    public List<UUID> notErased(Collection<UUID> ids) {
        return ids(and(in("_id", ids), THERE));
    }

    private List<UUID> ids(Bson condition) {
        return records.find(condition).projection(Projections.include("_id"))
                .map(found -> found.get("_id", UUID.class)).into(new ArrayList<>());
    }

    /** Erases these records, each in one write, and returns how many of them weren't erased before. */
    public int erase(Collection<UUID> ids, Erased erased) {
        int count = 0;
        for (Document found : records.find(and(in("_id", ids), THERE))) {
            count += (int) records.updateOne(and(eq("_id", found.get("_id")), THERE),
                    RecordDocument.erasure(found, erased)).getModifiedCount();
        }
        return count;
    }

    /** The record of the id in this text; none where the text is no id. */
    Optional<KeptRecord> find(String recordId) {
        return Ids.uuid(recordId).flatMap(this::find);
    }

    /** Records that meet a condition, newest first. */
    List<KeptRecord> find(Bson condition, int limit) {
        return records.find(and(condition, THERE)).sort(Sorts.descending("_id")).limit(limit)
                .maxTime(SEARCH_LIMIT_SECONDS, TimeUnit.SECONDS)
                .map(RecordDocument::read).into(new ArrayList<>());
    }

    /** How many records meet a condition. */
    public long count(Bson condition) {
        return records.countDocuments(and(condition, THERE));
    }

    /** The newest record that meets a condition. */
    public Optional<UUID> newest(Bson condition) {
        return find(condition, 1).stream().map(KeptRecord::id).findFirst();
    }

    /** Shows every record that meets a condition, one after the other, newest first. */
    public void each(Bson condition, Consumer<KeptRecord> reader) {
        records.find(and(condition, THERE)).sort(Sorts.descending("_id")).map(RecordDocument::read).forEach(reader);
    }

    /** What the database makes of the records that meet a condition. */
    public Iterable<Document> aggregate(Bson condition, Bson stage) {
        return records.aggregate(List.of(Aggregates.match(and(condition, THERE)), stage));
    }
}
