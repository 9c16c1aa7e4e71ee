package org.imprimatur.content.log;

import static com.mongodb.client.model.Projections.include;

import java.time.Instant;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * One wording of an article, as the entry names it that brought it; read without the rest of that entry.
 *
 * @param sequence of the entry
 * @param revisionHash what the words are kept under
 */
public record Wording(long sequence, int revision, String revisionHash, String actor, Instant at) {
    static final Bson MEMBERS = include("actor", "at", "state.revision", "state.revisionHash");

    static Wording read(Document entry) {
        Document state = entry.get("state", Document.class);
        return new Wording(entry.get("_id", Document.class).getLong("sequence"),
                state.get("revision", Number.class).intValue(), state.getString("revisionHash"),
                entry.getString("actor"), entry.getDate("at").toInstant());
    }
}
