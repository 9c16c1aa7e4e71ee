package org.imprimatur.consent.record;

import static com.mongodb.client.model.Filters.eq;
import static org.imprimatur.consent.record.RecordDocument.member;

import java.util.Map;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.search.Given;
import org.imprimatur.consent.search.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What compliance staff ask for; every part is optional, and the parts given all have to fit.
 *
 * @param subject exactly this one
 * @param purpose records that allow it
 * @param from records of this time and later (RFC 3339)
 * @param to records of before this time (RFC 3339)
 * @param notice hash of the notice that was shown
 * @param cursor from the page before
 * @param limit records on a page
 */
public record RecordSearch(@Nullable String subject, @Nullable String purpose, @Nullable String state,
        @Nullable String method, @Nullable String from, @Nullable String to, @Nullable String notice,
        @Nullable String cursor, @Nullable String limit) {

    /** The parts that were given and say nothing of any one visitor, by their names. */
    public Map<String, String> plain() {
        return new Given().with("purpose", purpose).with("state", state).with("method", method).with("from", from)
                .with("to", to).with("notice", notice).with("limit", limit).parameters();
    }

    /** The parts that were given and lead to a visitor's records: a cursor holds the id of one. */
    public Map<String, String> identifying() {
        return new Given().with("subject", subject).with("cursor", cursor).parameters();
    }

    /** All of it, checked. */
    public Terms terms(Notices notices) {
        return new Terms()
                .with("subject", subject, text -> text.matches("[0-9a-f]{64}"), text -> eq(member("subject"), text),
                        "A subject is 64 hexadecimal digits in lower case.")
                .with("purpose", purpose, notices::knowsPurpose, text -> eq(member("choices." + text), true),
                        "No notice ever had such a purpose.")
                .with("state", state, text -> State.of(text).isPresent(), text -> eq(member("state"), text),
                        "One of given, refused and withdrawn is needed.")
                .with("method", method, text -> Method.of(text).isPresent(), text -> eq(member("method"), text),
                        "One of banner, settings and gpc is needed.")
                .between(from, to)
                .with("notice", notice, text -> notices.find(text).isPresent(), text -> eq(member("notice"), text),
                        "No notice was ever shown under this hash.")
                .page(cursor, limit);
    }
}
