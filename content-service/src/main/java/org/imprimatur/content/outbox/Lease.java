package org.imprimatur.content.outbox;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.imprimatur.content.log.ThisInstance;
import org.imprimatur.content.storage.Collections;
import org.imprimatur.content.storage.StorageSetup;
import org.springframework.stereotype.Component;

/**
 * The collection {@code relays}: each instance's sign of life, a number that grows. As long as it does, nobody takes over
 * what that instance has to send. An instance whose sending failed stops giving it, so that one with a better way to the
 * broker can take over; while nobody has one, those who have nothing left to send try it in turn.
 */
@Component
final class Lease implements StorageSetup {
    private final Collections collections;
    private final String instance;
    private final long grace;
    private volatile boolean failing;
    private volatile long lastBeat;

    Lease(Collections collections, ThisInstance instance, OutboxSettings settings) {
        this.collections = collections;
        this.instance = instance.name();
        this.grace = settings.grace().toNanos();
        this.lastBeat = System.nanoTime() - grace;
    }

    @Override
    public void prepare() {
        // Who is gone for a day is forgotten; nothing depends on it.
        relays().createIndex(Indexes.ascending("seen"),
                new IndexOptions().name("forgotten").expireAfter(1L, TimeUnit.DAYS));
    }

    /** Gives a sign of life if it is time for one, and if this instance has a way to the broker. */
    void beat() {
        long now = System.nanoTime();
        if (!failing && now - lastBeat >= grace / 3) {
            relays().withWriteConcern(WriteConcern.W1).updateOne(eq("_id", instance),
                    Updates.combine(Updates.inc("beat", 1L), Updates.currentDate("seen")),
                    new UpdateOptions().upsert(true));
            lastBeat = now;
        }
    }

    /** Whether nobody can have taken over yet what was this instance's to send at its last sign of life. */
    boolean holds() {
        return failing || System.nanoTime() - lastBeat < grace;
    }

    /** Whether this instance, as far as it knows, can send what others couldn't. */
    boolean isFit() {
        return !failing;
    }

    /** The broker didn't take what it was sent. */
    void failed() {
        failing = true;
    }

    /** The broker took it, or there is nothing to try it with. */
    void recovered() {
        failing = false;
    }

    /** The last sign of each of these instances that ever gave one. */
    Map<String, Long> beats(Collection<String> instances) {
        Map<String, Long> beats = new HashMap<>();
        relays().find(in("_id", instances)).forEach(
                relay -> beats.put(relay.getString("_id"), relay.get("beat", Number.class).longValue()));
        return beats;
    }

    private MongoCollection<Document> relays() {
        return collections.named("relays");
    }
}
