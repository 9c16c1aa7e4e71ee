package org.imprimatur.consent.search;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/** Times and places in a list of documents, as ids: a document's time is in its id, so that the ids' index finds it. */
public final class Ids {
    private static final int LONGEST_TIME = 40;
    private static final int CURSOR_BYTES = 2 * Long.BYTES + Integer.BYTES;
    private static final int CURSOR_LENGTH = 27;
    private static final int UUID_LENGTH = 36;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private Ids() {}

    /** The id in this text; empty for any other spelling than the usual one. */
    public static Optional<UUID> uuid(String text) {
        return text.length() == UUID_LENGTH && text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    /** The cursor of the page that begins after this document. */
    public static String cursorAfter(UUID id) {
        byte[] cursor = new byte[CURSOR_BYTES];
        ByteBuffer.wrap(cursor).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits())
                .putInt(checksum(id));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** The document that a page ended with; empty for any text that is no cursor. */
    static Optional<UUID> atCursor(String cursor) {
        if (cursor.length() != CURSOR_LENGTH || !cursor.matches("[A-Za-z0-9_-]*")) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
        UUID id = new UUID(bytes.getLong(), bytes.getLong());
        return cursorAfter(id).equals(cursor) ? Optional.of(id) : Optional.empty();
    }

    /** The least id of this time. Ids count whole milliseconds since 1970: all are of a later time than one before. */
    public static UUID firstOf(Instant time) {
        Instant begun = time.plusNanos(999_999);
        return begun.toEpochMilli() <= 0 ? BEFORE_ALL : UuidCreator.getTimeOrderedEpochMin(begun);
    }

    /** A time as RFC 3339 writes it, of the years 0 to 9999. */
    static Optional<Instant> time(String text) {
        String upper = text.length() > LONGEST_TIME ? "" : text.toUpperCase(Locale.ROOT);
        if (!upper.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)")) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(upper).toInstant());
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static int checksum(UUID id) {
        CRC32 sum = new CRC32();
        sum.update(id.toString().getBytes(StandardCharsets.US_ASCII));
        return (int) sum.getValue();
    }
}
