package org.imprimatur.consent.visitor;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.imprimatur.consent.key.KeyedHash;
import org.imprimatur.consent.key.StoredKeys;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Makes visitors' numbers, and knows its own again. A number comes out of the id of the first choice, under a key of
 * the service: the same choice sent twice, to two instances at once, is one visitor. Nobody without the key can make a
 * number, and nobody without a choice's id can get a number out of what is stored, the key included.
 */
@Component
public class VisitorNumbers {
    private static final int TAG_BYTES = 16;
    /** Characters of number and tag in base64. */
    private static final int COOKIE_LENGTH = 43;

    private final StoredKeys keys;

    VisitorNumbers(MongoTemplate database, SecureRandom random) {
        this.keys = new StoredKeys(database.getDb(), "visitor_keys", random);
    }

    /** The number of a visitor whose first choice has this id. */
    public VisitorId derivedFrom(UUID choiceId) {
        return VisitorId.of(key().of("number", bytes(choiceId)));
    }

    /** A number as it goes into a cookie: with a tag that only this service can make. */
    public String cookie(VisitorId visitor) {
        byte[] number = visitor.number();
        byte[] value = Arrays.copyOf(number, VisitorId.BYTES + TAG_BYTES);
        System.arraycopy(key().of("cookie", number), 0, value, VisitorId.BYTES, TAG_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    /** The number in a cookie's value; empty where this service didn't make it, which counts as no cookie at all. */
    public Optional<VisitorId> read(@Nullable String cookie) {
        if (cookie == null || cookie.length() != COOKIE_LENGTH || !cookie.matches("[A-Za-z0-9_-]*")) {
            return Optional.empty();
        }
        VisitorId claimed = VisitorId.of(Base64.getUrlDecoder().decode(cookie));
        return MessageDigest.isEqual(ascii(cookie(claimed)), ascii(cookie)) ? Optional.of(claimed) : Optional.empty();
    }

    /**
     * The id of the choice that a visitor's browser makes by its signal alone, as long as this record is the newest:
     * one and the same, however often and wherever it is asked for, and nothing stored leads to it.
     */
    public UUID signalled(VisitorId visitor, UUID newest) {
        ByteBuffer id = ByteBuffer.wrap(key().of("signal", ByteBuffer.allocate(VisitorId.BYTES + 2 * Long.BYTES)
                .put(visitor.number()).put(bytes(newest)).array()));
        return new UUID(id.getLong(), id.getLong());
    }

    /** A number so that it can be stored with a choice: it comes out again only with the choice's id in hand. */
    public String sealed(VisitorId visitor, UUID choiceId) {
        return Base64.getEncoder().encodeToString(mask(visitor.number(), choiceId));
    }

    /** What {@link #sealed} was given, with the same choice's id. */
    public VisitorId opened(String sealed, UUID choiceId) {
        return VisitorId.of(mask(Base64.getDecoder().decode(sealed), choiceId));
    }

    /** Each choice has a mask of its own and seals one number only, so that adding it bit by bit hides all of it. */
    private byte[] mask(byte[] number, UUID choiceId) {
        byte[] mask = key().of("seal", bytes(choiceId));
        byte[] masked = new byte[VisitorId.BYTES];
        for (int place = 0; place < masked.length; place++) {
            masked[place] = (byte) (number[place] ^ mask[place]);
        }
        return masked;
    }

    private KeyedHash key() {
        return keys.of("visitor-number");
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
