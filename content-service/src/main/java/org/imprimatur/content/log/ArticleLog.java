package org.imprimatur.content.log;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.content.storage.Collections;
import org.imprimatur.content.storage.StorageSetup;
import org.imprimatur.starter.fault.FailPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The collection {@code article_log}: one document per decision, {@code _id = {article, sequence}}, inserted and never
 * changed. Appending is one insert, durable on return; an event that has to go with it is kept before, in the
 * {@link PendingEvents outbox}. What is read is what most members of the database have: nothing is built on an entry that
 * a failover could still take back.
 */
@Component
public final class ArticleLog implements StorageSetup {
    /** A writer that was held up longer between event and entry may have been given up. */
    private static final long SLOW_NANOS = 1_000_000_000;
    private static final Bson NEWEST_FIRST = descending("_id");

    private static final Logger LOG = LoggerFactory.getLogger(ArticleLog.class);

    private final Collections collections;
    private final PendingEvents events;
    private final ObjectProvider<CommitListener> listeners;
    private final FailPoint failPoint;
    private final Continuity continuity;

    ArticleLog(Collections collections, PendingEvents events, ObjectProvider<CommitListener> listeners,
            FailPoint failPoint, Continuity continuity) {
        this.collections = collections;
        this.events = events;
        this.listeners = listeners;
        this.failPoint = failPoint;
        this.continuity = continuity;
    }

    @Override
    public void prepare() {
        // Nearly empty: builds before the outbox marked an entry in this index for as long as its event was pending.
        entries().createIndex(Indexes.ascending("relay.pending", "at", "_id"),
                new IndexOptions().name("pending").partialFilterExpression(EventDocuments.pendingInEntry()));
        // A caller's key names one request for ever; the index holds it to that when two come at once. Sparse and over
        // one member: the embedded server heeds no filter, and would take all requests without a key for one.
        entries().createIndex(Indexes.ascending("request.of"),
                new IndexOptions().name("request-of").unique(true).sparse(true));
        // What is claimed, an article's address, belongs to one article; the insert that decides so is the claim.
        entries().createIndex(Indexes.ascending("claim"),
                new IndexOptions().name("claim").unique(true).sparse(true));
        entries().createIndex(Indexes.ascending("at", "_id"), new IndexOptions().name("time"));
    }

    /**
     * The commit.
     *
     * @param event what Kafka has to be told of it; null if nothing
     * @param claim what this entry claims for its article; null if nothing new
     * @throws SequenceTakenException if the place is taken, or if the caller has used the request's key before
     * @throws ClaimTakenException if another entry has that very claim
     * @throws MongoException if the entry was not kept, or if that can't be said: the answer to the request says which
     */
    public void append(Entry entry, @Nullable Outgoing event, @Nullable Claim claim)
            throws SequenceTakenException, ClaimTakenException {
        continuity.requireWhole();
        long begin = System.nanoTime();
        if (event != null) {
            events.intend(entry, event);
            failPoint.pass("event|entry");
        }
        insert(entry, claim);
        failPoint.pass("entry|relay");
        if (event != null && System.nanoTime() - begin > SLOW_NANOS) {
            expect(entry);
        }
        tellAll(entry, event);
    }

    /** Ends without an exception only if the entry stands. */
    private void insert(Entry entry, @Nullable Claim claim) throws SequenceTakenException, ClaimTakenException {
        try {
            entries().insertOne(EntryDocuments.write(entry, claim));
        } catch (MongoWriteException refused) {
            if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw refused;
            }
            if (stands(entry)) {
                // The driver tried twice, and it was the first try that the answer to was lost.
                return;
            }
            // The refused insert waited for most members like any other write, so what it met is there to be read.
            if (claim != null && !isTaken(entry)) {
                throw new ClaimTakenException(claim.name());
            }
            throw new SequenceTakenException(entry);
        } catch (MongoException lost) {
            if (wasNeverSent(lost) || !certainlyStands(entry)) {
                throw lost;
            }
        }
    }

    private void expect(Entry entry) {
        try {
            events.expect(entry);
        } catch (MongoException away) {
            LOG.warn("the event of entry {} of article {} may leave late: {}", entry.sequence(), entry.article(),
                    away.getClass().getSimpleName());
        }
    }

    /** A server that was never found was never told; whatever else goes wrong may do so after the insert. */
    private static boolean wasNeverSent(MongoException failure) {
        return (failure instanceof MongoTimeoutException && !(failure instanceof MongoOperationTimeoutException))
                || failure instanceof MongoSocketOpenException;
    }

    private boolean certainlyStands(Entry entry) {
        try {
            return stands(entry);
        } catch (MongoException away) {
            LOG.warn("whether entry {} of article {} stands can't be seen: {}", entry.sequence(), entry.article(),
                    away.getClass().getSimpleName());
            return false;
        }
    }

    private boolean stands(Entry entry) {
        Entry there = find(entry.article(), entry.sequence());
        return there != null && there.hash().equals(entry.hash());
    }

    private void tellAll(Entry entry, @Nullable Outgoing event) {
        listeners.orderedStream().forEach(listener -> tell(listener, entry, event != null));
    }

    /** After the commit nothing may fail the request: whatever listeners do is made up for from the log. */
    private static void tell(CommitListener listener, Entry entry, boolean hasEvent) {
        try {
            listener.committed(entry, hasEvent);
        } catch (RuntimeException failure) {
            LOG.warn("entry {} of article {} is kept, but not everybody could be told: {}", entry.sequence(),
                    entry.article(), failure.toString());
        }
    }

    private boolean isTaken(Entry entry) {
        Entry.RequestKey request = entry.request();
        return find(entry.article(), entry.sequence()) != null
                || (request != null && byRequest(entry.actor(), request.key()) != null);
    }

    /** Who was the last to claim this; null if nobody ever did. */
    public @Nullable Claimant claimant(String name) {
        Document found = entries().find(Claim.anyOf(name)).projection(include("_id", "at", "claim"))
                .sort(descending("claim")).limit(1).first();
        return found == null ? null : new Claimant(position(found), Claim.read(found.getString("claim")));
    }

    /** An entry and what it claimed. */
    public record Claimant(Position position, Claim claim) {}

    /** The newest entry after which the article had the revision with this hash; null if it never had it. */
    public @Nullable Entry lastWith(String article, String revisionHash) {
        Document found = entries().find(and(of(article), eq("state.revisionHash", revisionHash))).sort(NEWEST_FIRST)
                .limit(1).first();
        return found == null ? null : EntryDocuments.read(found);
    }

    /** When Kafka was known to have this entry's event; null if it isn't known to have it, or if there is none. */
    public @Nullable Instant sentAt(Entry entry) {
        Instant sent = events.sentAt(entry);
        if (sent != null) {
            return sent;
        }
        Document found = entries().find(eq("_id", EntryDocuments.id(entry.article(), entry.sequence())))
                .projection(include("relay.sentAt")).first();
        return found == null ? null : EventDocuments.sentFromEntry(found);
    }

    /** The hashes of those of these entries that stand, by their ids. */
    Map<Document, String> hashes(Collection<Document> ids) {
        Map<Document, String> hashes = new HashMap<>();
        entries().find(in("_id", ids)).projection(include("hash"))
                .forEach(entry -> hashes.put(entry.get("_id", Document.class), entry.getString("hash")));
        return hashes;
    }

    /** Hands over the entries in which an earlier build marked an event as pending. */
    void eachPendingInEntry(Consumer<Document> consumer) {
        entries().find(EventDocuments.pendingInEntry()).forEach(consumer);
    }

    /** An article's newest entry; null if there is no such article. */
    public @Nullable Entry last(String article) {
        Document found = entries().find(of(article)).sort(NEWEST_FIRST).limit(1).first();
        return found == null ? null : EntryDocuments.read(found);
    }

    /** Hands over the entries of an article one by one, the oldest first. */
    public void each(String article, Consumer<Entry> consumer) {
        entries().find(of(article)).projection(exclude("relay")).sort(ascending("_id"))
                .forEach(document -> consumer.accept(EntryDocuments.read(document)));
    }

    /** What entries of these types brought, the oldest first, as many as asked for of those after that sequence. */
    public List<Wording> wordings(String article, long sequence, Collection<String> types, int limit) {
        return entries().find(and(of(article), gt("_id", EntryDocuments.id(article, sequence)), in("type", types)))
                .projection(Wording.MEMBERS).sort(ascending("_id")).limit(limit).map(Wording::read)
                .into(new ArrayList<>());
    }

    /** The wording of that number, brought by an entry of one of these types; null if there is none. */
    public @Nullable Wording wording(String article, int revision, Collection<String> types) {
        Document found = entries().find(and(of(article), eq("state.revision", revision), in("type", types)))
                .projection(Wording.MEMBERS).sort(ascending("_id")).first();
        return found == null ? null : Wording.read(found);
    }

    /** One entry; null if it isn't there. */
    public @Nullable Entry find(String article, long sequence) {
        Document found = entries().find(eq("_id", EntryDocuments.id(article, sequence))).first();
        return found == null ? null : EntryDocuments.read(found);
    }

    /** The entry that came of the request with this key; null if none did. */
    public @Nullable Entry byRequest(String actor, String key) {
        Document found = entries().find(eq("request.of", EntryDocuments.requestOf(actor, key))).first();
        return found == null ? null : EntryDocuments.read(found);
    }

    /** The articles decided about after that time, each with the sequence of its newest entry since; in time order. */
    public void eachSince(Instant time, Consumer<Position> consumer) {
        entries().find(gt("at", time)).projection(include("_id", "at")).sort(ascending("at"))
                .forEach(document -> consumer.accept(position(document)));
    }

    /** Where an entry stands. */
    public record Position(String article, long sequence, Instant at) {}

    private static Position position(Document document) {
        Document id = document.get("_id", Document.class);
        return new Position(id.getString("article"), id.getLong("sequence"), document.getDate("at").toInstant());
    }

    private static Bson of(String article) {
        return and(gte("_id", EntryDocuments.id(article, 0L)), lte("_id", EntryDocuments.id(article, Long.MAX_VALUE)));
    }

    private MongoCollection<Document> entries() {
        return collections.named("article_log");
    }
}
