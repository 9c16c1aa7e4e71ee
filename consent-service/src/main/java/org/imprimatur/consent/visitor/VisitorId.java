package org.imprimatur.consent.visitor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's number: 128 bits that nobody can guess and that stay in the visitor's own cookie. The service keeps keyed
 * hashes of it only, and its text form never tells it, so that no log line can.
 */
public final class VisitorId {
    static final int BYTES = 16;

    private final byte[] number;

    private VisitorId(byte[] number) {
        this.number = number;
    }

    /** The number in the first {@value #BYTES} of these bytes. */
    static VisitorId of(byte[] bytes) {
        return new VisitorId(Arrays.copyOf(bytes, BYTES));
    }

    byte[] number() {
        return number.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VisitorId visitor && Arrays.equals(visitor.number, number);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(number);
    }

    @Override
    public String toString() {
        return "a visitor";
    }
}
