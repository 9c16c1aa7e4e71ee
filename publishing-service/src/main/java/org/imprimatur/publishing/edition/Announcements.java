package org.imprimatur.publishing.edition;

import org.imprimatur.starter.storage.Durability;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/**
 * Which editions the newsroom has been told of. Every committed edition counts as untold until it is noted here, so that
 * nothing has to be written beside the commit, and the editions themselves are never written again.
 *
 * <p>A mark says up to where all are told; those told out of turn, after another instance's that isn't told yet, are
 * noted one by one until the mark has passed them.
 */
public final class Announcements {
    private static final String MARKER = "announced";
    private static final String UP_TO = "edition";
    /** Earlier builds marked the editions themselves. */
    private static final String EARLIER_MARK = "unannounced";

    private final MongoCollection<Document> editions;
    private final MongoCollection<Document> markers;
    private final MongoCollection<Document> announced;
    private final EditionLog log;

    public Announcements(MongoDatabase database, EditionLog log) {
        this.editions = Durability.collection(database, "editions");
        this.markers = Durability.collection(database, "markers");
        this.announced = Durability.collection(database, "announced");
        this.log = log;
    }

    /**
     * Editions that are to be announced.
     *
     * @param told up to which edition all are told
     * @param outOfTurn later ones that are told
     * @param editions some of the others, oldest first
     */
    public record Open(long told, Set<Long> outOfTurn, List<Edition> editions) {
        public Open {
            outOfTurn = Set.copyOf(outOfTurn);
            editions = List.copyOf(editions);
        }
    }

    /** To be done before this build commits its first edition; safe to repeat. */
    public void prepare() {
        if (markers.find(Filters.eq("_id", MARKER)).first() != null) {
            return;
        }
        // The newest first: an edition that an earlier build commits after this is not taken for one that is told.
        long told = log.newest();
        var marked = editions.find(Filters.eq(EARLIER_MARK, true)).projection(Projections.include("_id"))
                .sort(Sorts.ascending("_id")).first();
        if (marked != null) {
            told = Math.min(told, marked.getLong("_id") - 1);
        }
        markers.updateOne(Filters.eq("_id", MARKER), Updates.setOnInsert(UP_TO, told),
                new UpdateOptions().upsert(true));
    }

    /** At most that many editions that are to be announced. */
    public Open open(int limit) {
        var marker = markers.find(Filters.eq("_id", MARKER)).first();
        long told = marker == null ? 0 : marker.getLong(UP_TO);
        var outOfTurn = announced.find(Filters.gt("_id", told)).map(document -> document.getLong("_id"))
                .into(new HashSet<>());
        return new Open(told, outOfTurn, log.after(told, outOfTurn, limit));
    }

    /** Notes that those of the open ones are announced; a crash before its end has them announced again. */
    public void note(Open open, Collection<Long> done) {
        var all = new HashSet<>(open.outOfTurn());
        all.addAll(done);
        long reached = open.told();
        while (all.contains(reached + 1)) {
            reached++;
        }
        long told = reached;
        // Noted before, perhaps, by an instance that announced it too.
        Durability.insertMissing(announced, done.stream().filter(number -> number > told)
                .map(number -> new Document("_id", number)).toList());
        if (told > open.told()) {
            markers.updateOne(Filters.eq("_id", MARKER), Updates.max(UP_TO, told));
            if (open.outOfTurn().stream().anyMatch(number -> number <= told)) {
                announced.deleteMany(Filters.lte("_id", told));
            }
        }
    }
}
