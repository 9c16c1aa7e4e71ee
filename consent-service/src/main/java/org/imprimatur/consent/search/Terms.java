package org.imprimatur.consent.search;

import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bson.conversions.Bson;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidParameterException;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the parameters of a search into one condition over documents whose ids are UUIDs of version 7. A parameter
 * that can't be met by any document is a mistake and refused, for its sender would take an empty answer for a fact.
 */
public final class Terms {
    /** Documents on one page, at most. */
    public static final int MOST = 200;
    private static final int USUAL = 50;
    /** Longer than any value that could be meant. */
    private static final int LONGEST = 200;

    private final List<InvalidField> errors = new ArrayList<>();
    private final List<Bson> conditions = new ArrayList<>();
    private int pageSize = USUAL;

    /**
     * Narrows the search to a value, where one is given.
     *
     * @param known whether any document could have this value
     * @param condition what it means
     * @param message what is needed instead, as a sentence
     */
    public Terms with(String name, @Nullable String value, Predicate<String> known, Function<String, Bson> condition,
            String message) {
        if (value != null) {
            if (value.length() <= LONGEST && known.test(value)) {
                conditions.add(condition.apply(value));
            } else {
                errors.add(new InvalidField(name, message));
            }
        }
        return this;
    }

    /** Narrows the search to a span of time: {@code from} belongs to it, {@code to} doesn't (RFC 3339, any offset). */
    public Terms between(@Nullable String from, @Nullable String to) {
        Optional<Instant> begin = time("from", from);
        Optional<Instant> end = time("to", to);
        if (begin.isPresent() && end.isPresent() && begin.get().isAfter(end.get())) {
            errors.add(new InvalidField("from", "The time 'from' must not be after the time 'to'."));
        }
        begin.ifPresent(time -> conditions.add(Filters.gte("_id", Ids.firstOf(time))));
        end.ifPresent(time -> conditions.add(Filters.lt("_id", Ids.firstOf(time))));
        return this;
    }

    /** Asks for one page of what is found, newest first. */
    public Terms page(@Nullable String cursor, @Nullable String limit) {
        if (limit != null) {
            pageSize = limit.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(limit) : 0;
            if (pageSize < 1 || pageSize > MOST) {
                errors.add(new InvalidField("limit", "A number from 1 to " + MOST + " is needed."));
            }
        }
        if (cursor != null) {
            Optional<UUID> last = Ids.atCursor(cursor);
            last.ifPresentOrElse(id -> conditions.add(Filters.lt("_id", id)),
                    () -> errors.add(new InvalidField("cursor", "The cursor isn't one that this search gave.")));
        }
        return this;
    }

    /** The whole condition in MongoDB's terms, or {@link InvalidParameterException} with everything that is wrong. */
    public Bson condition() {
        if (!errors.isEmpty()) {
            throw new InvalidParameterException(errors);
        }
        return conditions.isEmpty() ? Filters.empty() : Filters.and(conditions);
    }

    /** Documents wanted on the page. */
    public int pageSize() {
        return pageSize;
    }

    private Optional<Instant> time(String name, @Nullable String text) {
        Optional<Instant> time = text == null ? Optional.empty() : Ids.time(text);
        if (text != null && time.isEmpty()) {
            errors.add(new InvalidField(name, "A time such as 2026-01-31T00:00:00Z is needed."));
        }
        return time;
    }
}
