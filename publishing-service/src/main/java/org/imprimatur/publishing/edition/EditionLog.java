package org.imprimatur.publishing.edition;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The editions, in MongoDB. An edition's insert is the commit of all it stands for; nothing else is. */
public final class EditionLog {
    private static final String UNANNOUNCED = "unannounced";

    private final MongoCollection<Document> editions;

    public EditionLog(MongoDatabase database) {
        editions = database.getCollection("editions");
    }

    /** Makes what queries need; safe to repeat. */
    void prepare() {
        editions.createIndex(Indexes.ascending(UNANNOUNCED), new IndexOptions()
                .partialFilterExpression(Filters.eq(UNANNOUNCED, true)));
    }

    /**
     * Commits the edition. Answers false if another press has committed one of that number; then nothing is written.
     */
    boolean commit(Edition edition) {
        try {
            editions.insertOne(EditionDocuments.write(edition).append(UNANNOUNCED, !edition.causes().isEmpty()));
            return true;
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    /** The editions after that number, in order, at most that many. */
    List<Edition> after(long number, int limit) {
        return editions.find(Filters.gt("_id", number)).sort(Sorts.ascending("_id")).limit(limit)
                .map(EditionDocuments::read).into(new ArrayList<>());
    }

    /** The edition of that number. */
    public Optional<Edition> find(long number) {
        return Optional.ofNullable(editions.find(Filters.eq("_id", number)).map(EditionDocuments::read).first());
    }

    /** Editions before that number, newest first. */
    public List<Edition> before(long number, int limit) {
        return editions.find(Filters.lt("_id", number)).sort(Sorts.descending("_id")).limit(limit)
                .map(EditionDocuments::read).into(new ArrayList<>());
    }

    /**
     * Editions whose outcome was not announced yet: all by that press, others' only if they are older than that, since
     * their own press is most likely just about to.
     */
    public List<Edition> unannounced(String press, Instant othersBefore, int limit) {
        Bson ours = Filters.or(Filters.eq("press", press), Filters.lt("committedAt", Date.from(othersBefore)));
        return editions.find(Filters.and(Filters.eq(UNANNOUNCED, true), ours)).sort(Sorts.ascending("_id"))
                .limit(limit).map(EditionDocuments::read).into(new ArrayList<>());
    }

    /** Notes that the edition's outcome was announced. */
    public void announced(long number) {
        editions.updateOne(Filters.eq("_id", number), Updates.unset(UNANNOUNCED));
    }

    /** The number of the newest edition; 0 if there is none. */
    public long newest() {
        var newest = editions.find().projection(Projections.include("_id")).sort(Sorts.descending("_id")).first();
        return newest == null ? 0 : newest.getLong("_id");
    }
}
