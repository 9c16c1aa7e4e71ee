package org.imprimatur.consent.key;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/**
 * Who has destroyed a key, and why.
 *
 * @param at whole milliseconds
 */
public record Destruction(Instant at, String by, String reason) {
    static Destruction of(Document stored) {
        return new Destruction(stored.getDate("at").toInstant(), stored.getString("by"), stored.getString("reason"));
    }

    Document document() {
        return new Document("at", Date.from(at)).append("by", by).append("reason", reason);
    }
}
