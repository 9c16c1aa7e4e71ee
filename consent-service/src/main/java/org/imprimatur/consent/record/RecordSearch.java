package org.imprimatur.consent.record;

import static org.imprimatur.consent.record.RecordDocument.member;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.client.model.Filters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32;
import org.bson.conversions.Bson;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
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
 * @param limit records on a page, 1 to {@value #MOST}
 */
record RecordSearch(@Nullable String subject, @Nullable String purpose, @Nullable String state,
        @Nullable String method, @Nullable String from, @Nullable String to, @Nullable String notice,
        @Nullable String cursor, @Nullable Integer limit) {

    static final int MOST = 200;
    private static final int USUAL = 50;
    private static final int CURSOR_BYTES = 2 * Long.BYTES + Integer.BYTES;

    /** Records wanted on the page, checked with {@link #condition}. */
    int pageSize() {
        return limit == null ? USUAL : limit;
    }

    /** The parameters that were given, by their names. */
    Map<String, String> given() {
        Map<String, @Nullable Object> all = new HashMap<>();
        all.put("subject", subject);
        all.put("purpose", purpose);
        all.put("state", state);
        all.put("method", method);
        all.put("from", from);
        all.put("to", to);
        all.put("notice", notice);
        all.put("cursor", cursor);
        all.put("limit", limit);
        Map<String, String> given = new TreeMap<>();
        all.forEach((name, value) -> {
            if (value != null) {
                given.put(name, value.toString());
            }
        });
        return given;
    }

    /** The condition in MongoDB's terms, or {@link InvalidInputException}; a foreign cursor is answered with 400. */
    Bson condition() {
        List<InvalidField> errors = new ArrayList<>();
        List<Bson> conditions = new ArrayList<>();
        if (subject != null) {
            conditions.add(Filters.eq(member("subject"), subject));
        }
        if (purpose != null) {
            // Part of a field's name, so that nothing but a purpose's form may get there.
            if (purpose.matches("[a-z][a-z-]{0,40}")) {
                conditions.add(Filters.eq(member("choices." + purpose), true));
            } else {
                errors.add(new InvalidField("purpose", "No purpose has such a name."));
            }
        }
        if (state != null) {
            State.of(state).ifPresentOrElse(known -> conditions.add(Filters.eq(member("state"), known.word())),
                    () -> errors.add(new InvalidField("state", "One of given, refused and withdrawn is needed.")));
        }
        if (method != null) {
            Method.of(method).ifPresentOrElse(known -> conditions.add(Filters.eq(member("method"), known.word())),
                    () -> errors.add(new InvalidField("method", "One of banner, settings and gpc is needed.")));
        }
        time("from", from, errors).ifPresent(time -> conditions.add(Filters.gte("_id", first(time))));
        time("to", to, errors).ifPresent(time -> conditions.add(Filters.lt("_id", first(time))));
        if (notice != null) {
            conditions.add(Filters.eq(member("notice"), notice));
        }
        if (pageSize() < 1 || pageSize() > MOST) {
            errors.add(new InvalidField("limit", "A number from 1 to " + MOST + " is needed."));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
        if (cursor != null) {
            conditions.add(Filters.lt("_id", read(cursor)));
        }
        return conditions.isEmpty() ? Filters.empty() : Filters.and(conditions);
    }

    /** The cursor of the page that begins after this record. */
    static String cursorAfter(UUID recordId) {
        byte[] cursor = new byte[CURSOR_BYTES];
        ByteBuffer.wrap(cursor).putLong(recordId.getMostSignificantBits()).putLong(recordId.getLeastSignificantBits())
                .putInt(checksum(recordId));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** A record's time is in its id, so the ids' own index finds a span of time. */
    private static UUID first(Instant time) {
        return UuidCreator.getTimeOrderedEpochMin(time);
    }

    private static UUID read(String cursor) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.capacity() == CURSOR_BYTES) {
                UUID recordId = new UUID(bytes.getLong(), bytes.getLong());
                if (cursorAfter(recordId).equals(cursor)) {
                    return recordId;
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // Answered below, as any other cursor that isn't ours.
        }
        throw new ProblemException(Problem.BAD_REQUEST, "The cursor isn't one that this search gave.");
    }

    private static int checksum(UUID recordId) {
        CRC32 sum = new CRC32();
        sum.update(recordId.toString().getBytes(StandardCharsets.US_ASCII));
        return (int) sum.getValue();
    }

    private static Optional<Instant> time(String name, @Nullable String text, List<InvalidField> errors) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException malformed) {
            errors.add(new InvalidField(name, "A time such as 2026-01-31T00:00:00Z is needed."));
            return Optional.empty();
        }
    }
}
