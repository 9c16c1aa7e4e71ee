package org.imprimatur.consent.choice;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's number: 128 random bits that stay in the visitor's own cookie. The service keeps keyed hashes of it
 * only, and its text form never tells it, so that no log line can.
 */
final class VisitorId {
    private static final int BYTES = 16;

    private final String value;

    private VisitorId(String value) {
        this.value = value;
    }

    static VisitorId random(RandomGenerator random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new VisitorId(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** The number in a cookie's value; empty where it is of any other form, which counts as no cookie at all. */
    static Optional<VisitorId> parse(@Nullable String cookie) {
        return cookie != null && cookie.matches("[A-Za-z0-9_-]{22}")
                ? Optional.of(new VisitorId(cookie))
                : Optional.empty();
    }

    /** The cookie's value. */
    String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VisitorId visitor && visitor.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "a visitor";
    }
}
