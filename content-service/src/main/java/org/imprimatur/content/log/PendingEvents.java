package org.imprimatur.content.log;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.content.storage.Collections;
import org.imprimatur.content.storage.StorageSetup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The collection {@code outbox}: one document per event, {@code _id} its entry's place and hash. It is there before the
 * entry is, so no entry stands without its event; an event whose entry doesn't stand is never sent, see
 * {@link Standing}. What was sent stays, with the time, and without the event.
 */
@Component
public final class PendingEvents implements StorageSetup {
    private static final Bson FOR_BROKER = eq(EventDocuments.WAITS_FOR, EventDocuments.BROKER);
    private static final Bson FOR_ENTRY = eq(EventDocuments.WAITS_FOR, EventDocuments.ENTRY);
    private static final Bson WAITING = exists(EventDocuments.WAITS_FOR);
    private static final Comparator<PendingEvent> IN_ORDER = Comparator
            .comparing((PendingEvent event) -> event.event().time()).thenComparing(PendingEvent::article)
            .thenComparingLong(PendingEvent::sequence);

    private final Collections collections;
    private final ThisInstance instance;

    PendingEvents(Collections collections, ThisInstance instance) {
        this.collections = collections;
        this.instance = instance;
    }

    @Override
    public void prepare() {
        // Small whatever the outbox's size: what was sent is in none of them.
        outbox().createIndex(Indexes.ascending(EventDocuments.WAITS_FOR, "by", "at", "_id"),
                new IndexOptions().name("waiting").partialFilterExpression(WAITING));
        outbox().createIndex(Indexes.ascending("_id.article", EventDocuments.WAITS_FOR),
                new IndexOptions().name("waiting of article").partialFilterExpression(WAITING));
    }

    /** Keeps the event of an entry that is about to be inserted; durable on return, and a repetition changes nothing. */
    void intend(Entry entry, Outgoing event) {
        keep(EventDocuments.id(entry), EventDocuments.write(entry.at(), event, instance.name()));
    }

    /** The entry stands, whatever was thought of its event meanwhile. */
    void expect(Entry entry) {
        expect(EventDocuments.id(entry));
    }

    void expect(Document id) {
        outbox().updateOne(and(eq("_id", id), FOR_ENTRY),
                Updates.set(EventDocuments.WAITS_FOR, EventDocuments.BROKER));
    }

    /** The event waits for its entry, and holds up nothing meanwhile. */
    void doubt(Document id) {
        outbox().updateOne(and(eq("_id", id), FOR_BROKER),
                Updates.set(EventDocuments.WAITS_FOR, EventDocuments.ENTRY));
    }

    /** The event's entry never came to stand, since another has its place. */
    void drop(Document id) {
        outbox().updateOne(and(eq("_id", id), WAITING),
                Updates.combine(Updates.unset(EventDocuments.WAITS_FOR), Updates.unset(EventDocuments.EVENT)));
    }

    /** The ids of events that wait for their entries. */
    List<Document> doubtful() {
        return outbox().find(FOR_ENTRY).projection(include("_id"))
                .map(document -> document.get("_id", Document.class)).into(new ArrayList<>());
    }

    /** Takes over an event that an earlier build left marked in its entry; a repetition changes nothing. */
    void adopt(Document entry) {
        PendingEvent left = EventDocuments.readFromEntry(entry);
        keep(EventDocuments.id(left),
                EventDocuments.write(entry.getDate("at").toInstant(), left.event(), left.by()));
    }

    private void keep(Document id, Document members) {
        outbox().updateOne(eq("_id", id), new Document("$setOnInsert", members), new UpdateOptions().upsert(true));
    }

    /**
     * The oldest events that this instance has to send, and whatever else waits of the same articles; in order per
     * article.
     *
     * @param limit how many of its own to begin with
     */
    public List<PendingEvent> own(int limit) {
        Set<String> articles = new HashSet<>();
        outbox().find(and(FOR_BROKER, eq("by", instance.name()))).projection(include("_id.article"))
                .sort(ascending("at", "_id")).limit(limit)
                .forEach(document -> articles.add(document.get("_id", Document.class).getString("article")));
        return articles.isEmpty()
                ? List.of()
                : outbox().find(and(in("_id.article", articles), WAITING)).map(EventDocuments::read)
                        .into(new ArrayList<>()).stream().sorted(IN_ORDER).toList();
    }

    /**
     * What waits for the broker.
     *
     * @param by who has to send it
     */
    public record Backlog(String by, long events, Instant oldest) {}

    /** All that waits for the broker, by whoever has to send it. */
    public List<Backlog> backlogs() {
        return outbox().aggregate(List.of(Aggregates.match(FOR_BROKER),
                Aggregates.group("$by", Accumulators.sum("events", 1L), Accumulators.min("oldest", "$at"))))
                .map(document -> new Backlog(document.getString("_id"),
                        document.get("events", Number.class).longValue(),
                        document.getDate("oldest").toInstant()))
                .into(new ArrayList<>());
    }

    /** From now on it is this instance that has to send what was another's. */
    public void takeOver(String from) {
        outbox().updateMany(and(FOR_BROKER, eq("by", from)), Updates.set("by", instance.name()));
    }

    /** Kafka has the event; of several who say so the first is remembered. */
    public void sent(PendingEvent event, Instant now) {
        outbox().updateOne(and(eq("_id", EventDocuments.id(event)), WAITING),
                Updates.combine(Updates.unset(EventDocuments.WAITS_FOR), Updates.unset(EventDocuments.EVENT),
                        Updates.set(EventDocuments.SENT_AT, now)));
    }

    /** When Kafka was known to have this entry's event; null if it isn't known to have it, or if there is none. */
    public @Nullable Instant sentAt(Entry entry) {
        Document found = outbox().find(eq("_id", EventDocuments.id(entry)))
                .projection(include(EventDocuments.SENT_AT)).first();
        return found == null ? null : EventDocuments.sentAt(found);
    }

    private MongoCollection<Document> outbox() {
        return collections.named("outbox");
    }
}
