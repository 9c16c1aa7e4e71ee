package org.imprimatur.publishing.edition;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.imprimatur.publishing.site.Story;

/**
 * Stories under embargo, in MongoDB. One document per article holds the newest story that waits, or the sequence of the
 * revocation that called it off, so that the same approval coming again does not bring it back.
 */
final class WaitingRoom {
    private final MongoCollection<Document> waiting;

    /** A story that waits, and the trace in which it was approved. */
    record Waiting(Story story, @Nullable String traceParent) {
        static Map<String, String> traceParents(Collection<Waiting> stories) {
            var known = new HashMap<String, String>();
            for (var waiting : stories) {
                if (waiting.traceParent != null) {
                    known.put(waiting.story.articleId(), waiting.traceParent);
                }
            }
            return known;
        }
    }

    WaitingRoom(MongoDatabase database) {
        waiting = database.getCollection("waiting");
    }

    /** Makes what queries need; safe to repeat. */
    void prepare() {
        waiting.createIndex(Indexes.ascending("releaseAt"));
    }

    /** Lets the story wait for its embargo, in place of an older one. Changes nothing if a newer decision is known. */
    void hold(Story story, Instant releaseAt, String pageHash, @Nullable String traceParent) {
        unlessNewer(story.articleId(), story.sequence(),
                Updates.combine(Updates.set("sequence", story.sequence()), Updates.set("releaseAt",
                        Date.from(releaseAt)), Updates.set("story", StoryDocuments.write(story)),
                        Updates.set("pageHash", pageHash), Updates.set("traceParent", traceParent),
                        Updates.unset("releasing")));
    }

    /** Calls the release off, unless it is just happening. */
    void cancel(String articleId, long sequence) {
        unlessNewer(articleId, sequence, Updates.combine(Updates.set("sequence", sequence), Updates.unset("releaseAt"),
                Updates.unset("story"), Updates.unset("pageHash"), Updates.unset("traceParent")));
    }

    /** For each of the articles that has one, the sequence of its newest revocation. */
    Map<String, Long> calledOff(Collection<String> articleIds) {
        var found = new HashMap<String, Long>();
        waiting.find(Filters.and(Filters.in("_id", articleIds), Filters.exists("story", false)))
                .forEach(document -> found.put(document.getString("_id"), document.getLong("sequence")));
        return found;
    }

    /** Stories whose time has come, marked so that a revocation finds them gone. */
    List<Waiting> claimDue(Instant now, int limit) {
        var due = waiting.find(Filters.lte("releaseAt", Date.from(now))).sort(Sorts.ascending("releaseAt", "_id"))
                .limit(limit)
                .map(document -> new Waiting(StoryDocuments.read(document.get("story", Document.class)),
                        document.getString("traceParent")))
                .into(new ArrayList<>());
        due.removeIf(one -> waiting.updateOne(exactly(one.story()), Updates.set("releasing", true))
                .getMatchedCount() == 0);
        return due;
    }

    /** Forgets a story that is live now, or can't be. */
    void leave(Story story) {
        waiting.deleteOne(exactly(story));
    }

    /** How many stories wait. */
    long size() {
        return waiting.countDocuments(Filters.exists("releaseAt"));
    }

    private void unlessNewer(String articleId, long sequence, Bson update) {
        try {
            waiting.updateOne(Filters.and(Filters.eq("_id", articleId), Filters.lt("sequence", sequence),
                    Filters.ne("releasing", true)), update, new UpdateOptions().upsert(true));
        } catch (MongoWriteException failure) {
            // The upsert met a document with that id that the filter let be: it is newer, or being released.
            if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
        }
    }

    private static Bson exactly(Story story) {
        return Filters.and(Filters.eq("_id", story.articleId()), Filters.eq("sequence", story.sequence()),
                Filters.exists("story"));
    }
}
