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
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.content.storage.Collections;
import org.imprimatur.content.storage.StorageSetup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The collection {@code article_log}: one document per decision, {@code _id = {article, sequence}}. Appending is one
 * insert, durable on return; there is no other write that has to go with it. What is read is what most members of the
 * database have: nothing is built on an entry that a failover could still take back.
 */
@Component
public final class ArticleLog implements StorageSetup {
    private static final Bson PENDING = eq("relay.pending", true);
    private static final Bson NEWEST_FIRST = descending("_id");

    private static final Logger LOG = LoggerFactory.getLogger(ArticleLog.class);

    private final Collections collections;
    private final ThisInstance instance;
    private final ObjectProvider<CommitListener> listeners;

    ArticleLog(Collections collections, ThisInstance instance, ObjectProvider<CommitListener> listeners) {
        this.collections = collections;
        this.instance = instance;
        this.listeners = listeners;
    }

    @Override
    public void prepare() {
        // Small whatever the log's size: an entry leaves this index with its event's acknowledgement.
        entries().createIndex(Indexes.ascending("relay.pending", "at", "_id"),
                new IndexOptions().name("pending").partialFilterExpression(PENDING));
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
     * @param claim what this entry claims for its article; null if nothing new
     * @throws SequenceTakenException if the place is taken, or if the caller has used the request's key before
     * @throws ClaimTakenException if another entry has that claim
     * @throws MongoException if the entry was not kept, or if that can't be said: the answer to the request says which
     */
    public void append(Entry entry, @Nullable Outgoing event, @Nullable String claim)
            throws SequenceTakenException, ClaimTakenException {
        try {
            entries().insertOne(EntryDocuments.write(entry, event, claim, instance.name()));
        } catch (MongoWriteException refused) {
            if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw refused;
            }
            if (stands(entry)) {
                // The driver tried twice, and it was the first try that the answer to was lost.
                tellAll(entry, event);
                return;
            }
            // The refused insert waited for most members like any other write, so what it met is there to be read.
            if (claim != null && !isTaken(entry)) {
                throw new ClaimTakenException(claim);
            }
            throw new SequenceTakenException(entry);
        } catch (MongoException lost) {
            if (wasNeverSent(lost) || !certainlyStands(entry)) {
                throw lost;
            }
        }
        tellAll(entry, event);
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

    /** Where something is claimed; null if it is free. */
    public @Nullable Position claimant(String claim) {
        Document found = entries().find(eq("claim", claim)).projection(include("_id", "at")).first();
        return found == null ? null : position(found);
    }

    /** Gives back what this entry claimed; does nothing if it doesn't claim it any more. */
    public void giveUp(String claim, Position claimant) {
        entries().updateOne(and(eq("_id", EntryDocuments.id(claimant.article(), claimant.sequence())),
                eq("claim", claim)), Updates.unset("claim"));
    }

    /** The newest entry after which the article had the revision with this hash; null if it never had it. */
    public @Nullable Entry lastWith(String article, String revisionHash) {
        Document found = entries().find(and(of(article), eq("state.revisionHash", revisionHash))).sort(NEWEST_FIRST)
                .limit(1).first();
        return found == null ? null : EntryDocuments.read(found);
    }

    /** Whether this entry has an event that Kafka is not known to have. */
    public boolean isPending(String article, long sequence) {
        return entries().find(and(eq("_id", EntryDocuments.id(article, sequence)), PENDING)).projection(include("_id"))
                .first() != null;
    }

    /** When Kafka was known to have this entry's event; null if it isn't known to have it, or if there is none. */
    public @Nullable Instant sentAt(String article, long sequence) {
        Document found = entries().find(eq("_id", EntryDocuments.id(article, sequence)))
                .projection(include("relay.sentAt")).first();
        Document relay = found == null ? null : found.get("relay", Document.class);
        Date sent = relay == null ? null : relay.getDate("sentAt");
        return sent == null ? null : sent.toInstant();
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

    /** Entries of these types, the oldest first, as many as asked for of those after that sequence. */
    public List<Entry> after(String article, long sequence, Collection<String> types, int limit) {
        return entries().find(and(of(article), gt("_id", EntryDocuments.id(article, sequence)), in("type", types)))
                .projection(exclude("relay")).sort(ascending("_id")).limit(limit).map(EntryDocuments::read)
                .into(new ArrayList<>());
    }

    /** The entry of one of these types that brought this revision; null if there is none. */
    public @Nullable Entry revision(String article, int revision, Collection<String> types) {
        Document found = entries().find(and(of(article), eq("state.revision", revision), in("type", types)))
                .projection(exclude("relay")).sort(ascending("_id")).first();
        return found == null ? null : EntryDocuments.read(found);
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

    /** The oldest events that still have to go out, in order per article. */
    public List<PendingEvent> pending(int limit) {
        return entries().find(PENDING).projection(include("relay")).sort(ascending("at", "_id")).limit(limit)
                .map(document -> EntryDocuments.readPending(document, instance.name())).into(new ArrayList<>());
    }

    /** How many events still have to go out. */
    public long pendingCount() {
        return entries().countDocuments(PENDING);
    }

    /** Says that Kafka has the event. */
    public void acknowledged(PendingEvent event, Instant now) {
        entries().updateOne(eq("_id", EntryDocuments.id(event.article(), event.sequence())),
                Updates.combine(Updates.unset("relay.pending"), Updates.unset("relay.event"),
                        Updates.set("relay.sentAt", now)));
    }

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
