package org.imprimatur.consent.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.github.f4b6a3.uuid.util.UuidUtil;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
    private static final String COMMITMENT = "commitment";
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
        documents.createIndex(Indexes.ascending(PENDING, "_id"),
                new IndexOptions().partialFilterExpression(eq(PENDING, true)));
    }

    /** Adds to a document, not yet inserted, that it is committed to and pending. */
    public static Document mark(Document document, Commitment commitment) {
        return document.append("nonce", commitment.nonce()).append(COMMITMENT, commitment.hash().bytes())
                .append(PENDING, true);
    }

    /** The commitment to a document of the collection; without a nonce where that was erased with the document. */
    public static Commitment commitment(Document document) {
        Binary nonce = document.get("nonce", Binary.class);
        return Commitment.stored(nonce == null ? new byte[0] : nonce.getData(),
                document.get(COMMITMENT, Binary.class).getData());
    }

    /** Those pending with ids above {@code after}, in the order of their ids. */
    List<Pending> pending(UUID after, int limit) {
        return documents.find(and(eq(PENDING, true), gt("_id", after))).sort(Sorts.ascending("_id")).limit(limit)
                .projection(Projections.include("nonce", COMMITMENT))
                .map(found -> new Pending(found.get("_id", UUID.class), commitment(found)))
                .into(new ArrayList<>());
    }

    /**
     * Takes the mark off documents whose commitments have their places in the log. May come again. What is written down
     * is the same for all of them, so that it is one write; the places themselves are the log's to know.
     *
     * @param owners ids of the documents as far as they are known; the others are looked for among the pending ones
     */
    void placed(Collection<Hash> commitments, Map<Hash, UUID> owners) {
        List<UUID> ids = new ArrayList<>();
        List<byte[]> own = new ArrayList<>();
        List<byte[]> others = new ArrayList<>();
        for (Hash commitment : commitments) {
            UUID id = owners.get(commitment);
            if (id == null) {
                others.add(commitment.bytes());
            } else {
                ids.add(id);
                own.add(commitment.bytes());
            }
        }
        if (!ids.isEmpty()) {
            // A message may name a document that isn't its own; that one goes on waiting.
            documents.updateMany(and(in("_id", ids), in(COMMITMENT, own)), Updates.unset(PENDING));
        }
        if (!others.isEmpty()) {
            documents.updateMany(and(eq(PENDING, true), in(COMMITMENT, others)), Updates.unset(PENDING));
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
