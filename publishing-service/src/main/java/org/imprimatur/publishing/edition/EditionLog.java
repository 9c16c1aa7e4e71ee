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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The editions, in MongoDB. An edition's insert is the commit of all it stands for; nothing else is. */
public final class EditionLog {
    private static final String UNANNOUNCED = "unannounced";

    private final MongoCollection<Document> editions;
    private final EditionDocuments documents;

    /** Reads what a majority of the database's members has: nothing is built upon that a failover could take back. */
    public EditionLog(MongoDatabase database, ArticleEvents events) {
        editions = Durability.collection(database, "editions");
        documents = new EditionDocuments(events);
    }

    /** Makes what queries need; safe to repeat. */
    void prepare() {
        editions.createIndex(Indexes.ascending(UNANNOUNCED), new IndexOptions()
                .partialFilterExpression(Filters.eq(UNANNOUNCED, true)));
    }

    /**
     * Commits the edition. Answers false if another press has committed one of that number; then nothing is written.
     * After any exception it is not known whether the edition stands: who reads on finds out.
     */
    boolean commit(Edition edition) {
        try {
            editions.insertOne(EditionDocuments.write(edition).append(UNANNOUNCED, !edition.outcomes().isEmpty()));
            return true;
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    /**
     * The editions after that number, in order, at most that many and none beyond one that can't be read.
     *
     * @throws UnreadableEditionException if it is the very next one that can't be read
     */
    List<Edition> after(long number, int limit) {
        var found = new ArrayList<Edition>();
        for (var document : editions.find(Filters.gt("_id", number)).sort(Sorts.ascending("_id")).limit(limit)) {
            try {
                found.add(read(document));
            } catch (UnreadableEditionException unreadable) {
                if (found.isEmpty()) {
                    throw unreadable;
                }
                break;
            }
        }
        return found;
    }

    /** The edition of that number. */
    public Optional<Edition> find(long number) {
        return Optional.ofNullable(editions.find(Filters.eq("_id", number)).map(this::read).first());
    }

    /** Editions before that number, newest first. */
    public List<Edition> before(long number, int limit) {
        return editions.find(Filters.lt("_id", number)).sort(Sorts.descending("_id")).limit(limit)
                .map(this::read).into(new ArrayList<>());
    }

    /** Editions by that press whose outcomes were not announced yet, oldest first. */
    public List<Edition> unannounced(String press, int limit) {
        return unannounced(Filters.eq("press", press), limit);
    }

    /** Editions by other presses whose outcomes were not announced yet; mostly their own press is just about to. */
    public List<Edition> unannouncedByOthers(String press, int limit) {
        return unannounced(Filters.ne("press", press), limit);
    }

    private List<Edition> unannounced(Bson whose, int limit) {
        return editions.find(Filters.and(Filters.eq(UNANNOUNCED, true), whose)).sort(Sorts.ascending("_id"))
                .limit(limit).map(this::read).into(new ArrayList<>());
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

    private Edition read(Document document) {
        try {
            return documents.read(document);
        } catch (RuntimeException failure) {
            throw new UnreadableEditionException(String.valueOf(document.get("_id")), failure);
        }
    }
}
