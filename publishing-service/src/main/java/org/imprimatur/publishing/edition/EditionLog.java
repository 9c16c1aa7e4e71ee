package org.imprimatur.publishing.edition;

import org.imprimatur.starter.storage.Durability;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import com.mongodb.client.FindIterable;
import org.imprimatur.publishing.archive.PageArchive;
import org.imprimatur.publishing.archive.PageBytes;
import java.util.Optional;
import org.bson.Document;

/** The editions, in MongoDB. An edition's insert is the commit of all it stands for; nothing else is. */
public final class EditionLog {
    private final MongoCollection<Document> editions;
    private final EditionDocuments documents;
    private final PageArchive changes;

    /** Reads what a majority of the database's members has: nothing is built upon that a failover could take back. */
    public EditionLog(MongoDatabase database, ArticleEvents events) {
        changes = new PageArchive(database, "edition_changes");
        editions = Durability.collection(database, "editions");
        documents = new EditionDocuments(events);
    }

    /** Stores what the next edition will change; to be done before its commit. Of no meaning to anybody without it. */
    public void store(List<PathChange> next) {
        changes.store(EditionDocuments.chunks(next));
    }

    /**
     * Commits the edition. Answers false if another instance has committed one of that number; then nothing is written.
     * After any exception it is not known whether the edition stands: who reads on finds out.
     */
    public boolean commit(Edition edition) {
        try {
            editions.insertOne(EditionDocuments.write(edition));
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
     * @throws UnreadableException if it is the very next one that can't be read
     */
    public List<Edition> after(long number, int limit) {
        var page = editions.find(Filters.gt("_id", number)).sort(Sorts.ascending("_id")).limit(limit)
                .into(new ArrayList<>());
        var chunks = chunks(page);
        var found = new ArrayList<Edition>();
        for (var document : page) {
            try {
                found.add(read(document, chunks));
            } catch (UnreadableException unreadable) {
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
        return all(editions.find(Filters.eq("_id", number))).stream().findFirst();
    }

    /** Editions before that number, newest first. */
    public List<Edition> before(long number, int limit) {
        return all(editions.find(Filters.lt("_id", number)).sort(Sorts.descending("_id")).limit(limit));
    }

    /** Editions after that number, without those named, oldest first. */
    List<Edition> after(long number, Collection<Long> without, int limit) {
        return all(editions.find(Filters.and(Filters.gt("_id", number), Filters.nin("_id", without)))
                .sort(Sorts.ascending("_id")).limit(limit));
    }

    /** The number of the newest edition; 0 if there is none. */
    public long newest() {
        var newest = editions.find().projection(Projections.include("_id")).sort(Sorts.descending("_id")).first();
        return newest == null ? 0 : newest.getLong("_id");
    }

    /** An edition's document is not what this build understands: damaged, or written by a newer one. */
    public static final class UnreadableException extends RuntimeException {
        UnreadableException(String number, RuntimeException cause) {
            super("edition " + number + " can't be read: " + cause.getMessage(), cause);
        }
    }

    private List<Edition> all(FindIterable<Document> documents) {
        var page = documents.into(new ArrayList<>());
        var chunks = chunks(page);
        return page.stream().map(document -> read(document, chunks)).toList();
    }

    private Map<String, PageBytes> chunks(List<Document> page) {
        return changes.load(page.stream().flatMap(document -> EditionDocuments.chunksOf(document).stream())
                .distinct().toList());
    }

    private Edition read(Document document, Map<String, PageBytes> chunks) {
        try {
            return documents.read(document, chunks);
        } catch (RuntimeException failure) {
            throw new UnreadableException(String.valueOf(document.get("_id")), failure);
        }
    }
}
