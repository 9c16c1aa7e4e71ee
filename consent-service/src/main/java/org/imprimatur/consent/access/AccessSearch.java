package org.imprimatur.consent.access;

import static com.mongodb.client.model.Filters.eq;
import static org.imprimatur.consent.access.KeptAccess.member;

import java.util.List;
import java.util.Map;
import org.imprimatur.consent.search.Given;
import org.imprimatur.consent.search.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the access log's records; every part is optional, and the parts given all have to fit.
 *
 * @param actor the name of whoever looked
 * @param action what was done
 * @param subject whose records were asked for
 * @param record the id of the record that was read
 * @param from looks of this time and later (RFC 3339)
 * @param to looks of before this time (RFC 3339)
 * @param cursor from the page before
 * @param limit records on a page
 */
record AccessSearch(@Nullable String actor, @Nullable String action, @Nullable String subject,
        @Nullable String record, @Nullable String from, @Nullable String to, @Nullable String cursor,
        @Nullable String limit) {
    private static final List<String> ACTIONS = List.of("search", "read", "audit", "erase", "erasures", "requests",
            "destroy-key", "statistics", "export",
            "draft-notice", "approve-notice", "publish-notice");

    /** The parts that were given and say nothing of any one visitor. */
    Map<String, String> plain() {
        return new Given().with("actor", actor).with("action", action).with("from", from).with("to", to)
                .with("cursor", cursor).with("limit", limit).parameters();
    }

    /** The parts that were given and lead to a visitor's records. */
    Map<String, String> identifying() {
        return new Given().with("subject", subject).with("record", record).parameters();
    }

    /** All of it, checked; what leads to a visitor is compared by its hash, as it was written down. */
    Terms terms(Accesses accesses) {
        return new Terms()
                .with("actor", actor, text -> !text.isBlank(), text -> eq(member("actor"), text),
                        "The name of a member of staff is needed.")
                .with("action", action, ACTIONS::contains, text -> eq(member("action"), text),
                        "One of " + String.join(", ", ACTIONS) + " is needed.")
                .with("subject", subject, text -> text.matches("[0-9a-f]{64}"),
                        text -> eq(member("target.subject"), accesses.hashed("subject", text)),
                        "A subject is 64 hexadecimal digits in lower case.")
                .with("record", record, text -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
                        text -> eq(member("target.record"), accesses.hashed("record", text)),
                        "The id of a record is needed.")
                .between(from, to)
                .page(cursor, limit);
    }
}
