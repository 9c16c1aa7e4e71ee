package org.imprimatur.consent.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.github.f4b6a3.uuid.util.UuidUtil;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * A collection of documents whose commitments belong in a log. Inserting a document is the whole commit: the document
 * itself says that its place in the log isn't known yet. Ids are UUIDs of version 7, so that they sort by time.
 */
public final class CommittedDocuments {
    private static final String PENDING = "pending";
    private static final int MOST_COUNTED = 1_000_000;

    private final MongoCollection<Document> documents;

    /** A commitment whose place in the log isn't known yet, and the id of its document. */
    record Pending(UUID id, Commitment commitment) {}

    /**
     * How much waits for its place.
     *
     * @param count up to {@value #MOST_COUNTED}
     * @param oldest when the oldest of them was made; null if there is none
     */
    record Backlog(long count, @Nullable Instant oldest) {}

    /** Takes charge of the marks in this collection. */
    public CommittedDocuments(MongoCollection<Document> documents) {
        this.documents = documents.withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withTimeout(TreeStore.DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Makes the indexes that the marks need, unless they are there. */
    void makeIndexes() {
        documents.createIndex(Indexes.ascending("commitment"), new IndexOptions().unique(true));
        documents.createIndex(Indexes.ascending(PENDING, "_id"),
                new IndexOptions().partialFilterExpression(eq(PENDING, true)));
    }

    /** Adds to a document, not yet inserted, that it is committed to and pending. */
    public static Document mark(Document document, Commitment commitment) {
        return document.append("nonce", commitment.nonce()).append("commitment", commitment.hash().bytes())
                .append(PENDING, true);
    }

    /** The commitment to a document of the collection; without a nonce where that was erased with the document. */
    public static Commitment commitment(Document document) {
        Binary nonce = document.get("nonce", Binary.class);
        return Commitment.stored(nonce == null ? new byte[0] : nonce.getData(),
                document.get("commitment", Binary.class).getData());
    }

    /** Those pending with ids above {@code after}, in the order of their ids. */
    List<Pending> pending(UUID after, int limit) {
        return documents.find(and(eq(PENDING, true), gt("_id", after))).sort(Sorts.ascending("_id")).limit(limit)
                .projection(Projections.include("nonce", "commitment"))
                .map(found -> new Pending(found.get("_id", UUID.class), commitment(found)))
                .into(new ArrayList<>());
    }

    /** Writes down the places that commitments got in the log. May come again with the same places. */
    void placed(Map<Hash, Long> places) {
        List<WriteModel<Document>> updates = new ArrayList<>();
        places.forEach((commitment, place) -> updates.add(new UpdateOneModel<>(eq("commitment", commitment.bytes()),
                Updates.combine(Updates.set("place", place), Updates.unset(PENDING)))));
        if (!updates.isEmpty()) {
            documents.bulkWrite(updates, new BulkWriteOptions().ordered(false));
        }
    }

    /** How much is pending. */
    Backlog backlog() {
        Document oldest = documents.find(eq(PENDING, true)).sort(Sorts.ascending("_id"))
                .projection(Projections.include("_id")).first();
        return oldest == null
                ? new Backlog(0, null)
                : new Backlog(documents.countDocuments(eq(PENDING, true), new CountOptions().limit(MOST_COUNTED)),
                        UuidUtil.getInstant(oldest.get("_id", UUID.class)));
    }
}
