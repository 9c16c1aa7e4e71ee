package org.imprimatur.content.release;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.content.article.Release;
import org.imprimatur.content.article.Releases;
import org.imprimatur.content.storage.Collections;
import org.imprimatur.events.ReleaseEvent;
import org.imprimatur.events.ReleaseFailed;
import org.imprimatur.events.ReleaseReleased;
import org.imprimatur.events.ReleaseWithdrawn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The collection {@code releases}: per article the last report of the public site. Reports come at least once and in
 * any order that redelivery makes, so each is kept only if it is further on than the one that is there: a higher
 * sequence, or the same decision in a later edition.
 */
@Component
final class ReleaseRecords implements Releases {
    private final Collections collections;

    ReleaseRecords(Collections collections) {
        this.collections = collections;
    }

    /** Takes in a report; returns whether it said anything new. */
    boolean take(ReleaseEvent report) {
        return switch (report) {
            case ReleaseReleased released -> keep(released, released.edition(), combine(set("status", 200),
                    set("revision", released.revision()), set("path", released.path()),
                    set("pageHash", released.pageHash()), set("approvedAt", released.approvedAt()),
                    set("releasedAt", released.releasedAt()), unset("failure"), unset("failedSequence")));
            case ReleaseWithdrawn withdrawn -> keep(withdrawn, withdrawn.edition(), combine(
                    set("status", withdrawn.status()), set("path", withdrawn.path()), unset("pageHash"),
                    unset("failure"), unset("failedSequence")));
            case ReleaseFailed failed -> keepFailure(failed);
        };
    }

    @Override
    public Map<String, Release> of(Collection<String> articles) {
        Map<String, Release> found = new HashMap<>();
        records().find(in("_id", articles)).forEach(record -> found.put(record.getString("_id"), read(record)));
        return found;
    }

    private boolean keep(ReleaseEvent report, long edition, Bson changes) {
        Bson further = or(eq("sequence", null), lt("sequence", report.sequence()),
                and(eq("sequence", report.sequence()), lt("edition", edition)));
        return update(report, further,
                combine(changes, set("sequence", report.sequence()), set("edition", edition), inc("news", 1L)));
    }

    /** The page stays what it was: a failure is noted beside it, until a decision succeeds. */
    private boolean keepFailure(ReleaseFailed failed) {
        Bson further = and(or(eq("sequence", null), lt("sequence", failed.sequence())),
                or(eq("failedSequence", null), lt("failedSequence", failed.sequence())));
        return update(failed, further, combine(set("failure", failed.reason()),
                set("failedSequence", failed.sequence()), inc("news", 1L)));
    }

    private boolean update(ReleaseEvent report, Bson further, Bson changes) {
        try {
            records().updateOne(and(eq("_id", report.articleId()), further), changes,
                    new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException refused) {
            // No document is behind this report, so the upsert tried to make a second one: there is newer news.
            if (refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw refused;
        }
    }

    private static Release read(Document record) {
        return new Release(record.getLong("news"), record.get("sequence", Long.valueOf(0)),
                record.getInteger("status", 0), record.getInteger("revision", 0),
                record.get("edition", Long.valueOf(0)), record.getString("path"), record.getString("pageHash"),
                instant(record, "approvedAt"), instant(record, "releasedAt"), record.getString("failure"),
                record.get("failedSequence", Long.valueOf(0)));
    }

    private static @Nullable Instant instant(Document record, String name) {
        Date date = record.getDate(name);
        return date == null ? null : date.toInstant();
    }

    private MongoCollection<Document> records() {
        return collections.named("releases");
    }
}
