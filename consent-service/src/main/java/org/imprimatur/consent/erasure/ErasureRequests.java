package org.imprimatur.consent.erasure;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.consent.preparation.Preparations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Visitors' own requests that their records be erased. A request waits in the list until a member of staff has done it;
 * then nothing is left in it that leads to the visitor.
 */
@Component
public class ErasureRequests {
    private static final String SUBJECTS = "subjects";
    private static final String DONE = "doneAt";

    /** Less than a proxy in front waits: whoever asked is told in their own language how to go on. */
    private static final long PATIENCE_SECONDS = 4;

    private final MongoCollection<Document> stored;
    private final Clock clock;

    ErasureRequests(MongoTemplate database, Preparations preparations, Clock clock) {
        this.stored = database.getCollection("erasure_requests").withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        this.clock = clock;
        preparations.of(() -> stored.createIndex(Indexes.ascending(SUBJECTS)));
    }

    /**
     * Puts a request on the list, unless one of the same visitor waits there already.
     *
     * @param subjects under which the visitor's records are kept
     * @return when the request was made that waits
     */
    public Instant ask(Collection<String> subjects) {
        Optional<Instant> waiting = waiting(subjects);
        if (waiting.isPresent()) {
            return waiting.get();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        stored.insertOne(new Document("_id", UuidCreator.getTimeOrderedEpoch(now)).append("at", Date.from(now))
                .append(SUBJECTS, List.copyOf(subjects)));
        return now;
    }

    /** When the request was made that waits for one of these subjects; empty where none does. */
    public Optional<Instant> waiting(Collection<String> subjects) {
        return Optional.ofNullable(
                stored.find(Filters.and(Filters.in(SUBJECTS, subjects), Filters.exists(DONE, false))).first())
                .map(waiting -> waiting.getDate("at").toInstant());
    }

    /** The request of this id. */
    Optional<ErasureRequest> find(UUID id) {
        return Optional.ofNullable(stored.find(Filters.eq("_id", id)).first()).map(ErasureRequests::read);
    }

    /** Notes who has done it, and forgets whose it was. */
    void done(UUID id, String by) {
        stored.updateOne(Filters.and(Filters.eq("_id", id), Filters.exists(DONE, false)),
                Updates.combine(Updates.set(DONE, Date.from(clock.instant())), Updates.set("doneBy", by),
                        Updates.unset(SUBJECTS)));
    }

    /** Requests that meet a condition, newest first. */
    List<ErasureRequest> find(Bson condition, int limit) {
        return stored.find(condition).sort(Sorts.descending("_id")).limit(limit).map(ErasureRequests::read)
                .into(new ArrayList<>());
    }

    /** What is asked for where requests are wanted that wait, or that are done. */
    static Bson condition(boolean done) {
        return Filters.exists(DONE, done);
    }

    private static ErasureRequest read(Document found) {
        List<String> subjects = found.getList(SUBJECTS, String.class, List.of());
        Date done = found.getDate(DONE);
        return new ErasureRequest(found.get("_id", UUID.class), found.getDate("at").toInstant(), subjects,
                done == null ? null : done.toInstant(), found.getString("doneBy"));
    }
}
