package org.imprimatur.publishing.edition;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.Optional;
import org.bson.Document;
import org.imprimatur.starter.storage.Durability;

/**
 * What each edition put at each path: one line for each change, never changed again, so that what stood at a path at any
 * edition is one read of an index. Written from the editions after their commit, earlier builds' among them; what a
 * crash left out is written the next time, and a line that is there already is the same line.
 */
final class PathHistory {
    private static final int AT_ONCE = 50;
    private static final String MARKER = "path-history";
    private static final String EDITION = "edition";
    private static final String PATH = "path";

    private final MongoCollection<Document> history;
    private final MongoCollection<Document> markers;
    private final EditionLog log;
    private boolean indexed;

    PathHistory(MongoDatabase database, EditionLog log) {
        this.history = Durability.collection(database, "path_history");
        this.markers = Durability.collection(database, "markers");
        this.log = log;
    }

    /** Writes some of the editions that aren't in it yet. Answers whether there may be more. */
    synchronized boolean write() {
        if (!indexed) {
            history.createIndex(Indexes.compoundIndex(Indexes.ascending(PATH), Indexes.descending(EDITION)),
                    new IndexOptions().unique(true));
            indexed = true;
        }
        var editions = log.after(upTo(), AT_ONCE);
        for (var edition : editions) {
            insert(edition);
        }
        if (!editions.isEmpty()) {
            markers.updateOne(Filters.eq("_id", MARKER), Updates.max(EDITION, editions.getLast().number()),
                    new UpdateOptions().upsert(true));
        }
        return editions.size() == AT_ONCE;
    }

    /** The edition up to which it is complete. */
    long upTo() {
        var marker = markers.find(Filters.eq("_id", MARKER)).first();
        return marker == null ? 0 : marker.getLong(EDITION);
    }

    /**
     * What stood at the path once that edition was out; nothing if nothing had ever stood there.
     *
     * @param edition at most {@link #upTo}
     */
    Optional<PathChange> at(String path, long edition) {
        return Optional.ofNullable(history.find(Filters.and(Filters.eq(PATH, path), Filters.lte(EDITION, edition)))
                .sort(Sorts.descending(EDITION)).limit(1).map(EditionDocuments::readChange).first());
    }

    private void insert(Edition edition) {
        // Written before, perhaps, here or by another instance.
        Durability.insertMissing(history, edition.changes().stream()
                .map(change -> EditionDocuments.write(change).append(EDITION, edition.number())).toList());
    }
}
