package org.imprimatur.consent.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When each document that has no place yet is to be sent: soon, if somebody else may be sending it right now, and again
 * after a while, if it was sent and still has no place, for what a broker acknowledged can be lost before the keeper has
 * read it. The pauses double, so that a keeper that is away isn't buried in repeats. By the clock that nobody can set.
 * Used by one thread.
 */
final class Attempts {
    /** With so many sent and not placed the keeper is what is missing, and no message more would help it. */
    static final int MOST = 100_000;
    private static final int MOST_DOUBLINGS = 7;

    private final Duration grace;
    private final Duration resend;
    private final LongSupplier nanos;
    private final Map<UUID, Attempt> known = new HashMap<>();
    private final Set<UUID> seen = new HashSet<>();
    private long roundBegan;

    /**
     * @param since {@link #nanos} when it became known here
     * @param times how often it was sent from here
     * @param due {@link #nanos} when it is to be sent next
     */
    private record Attempt(long since, int times, long due) {}

    Attempts(Duration grace, Duration resend, LongSupplier nanos) {
        this.grace = grace;
        this.resend = resend;
        this.nanos = nanos;
        this.roundBegan = nanos.getAsLong();
    }

    /** Whether this one, which was just found pending, has never been heard of. */
    boolean isNew(UUID id) {
        return !known.containsKey(id);
    }

    /** Whether there is room to keep another one in mind. */
    boolean hasRoom() {
        return known.size() < MOST;
    }

    /** Notes that it was found pending, and tells whether it is to be sent now. */
    boolean isDue(UUID id) {
        seen.add(id);
        long now = nanos.getAsLong();
        Attempt attempt = known.computeIfAbsent(id, _ -> new Attempt(now, 0, now + grace.toNanos()));
        return attempt.due() - now <= 0;
    }

    /** Notes that the brokers have acknowledged it. */
    void sent(UUID id) {
        long now = nanos.getAsLong();
        @Nullable
        Attempt earlier = known.get(id);
        if (earlier == null && !hasRoom()) {
            return;
        }
        int times = earlier == null ? 0 : earlier.times();
        long pause = resend.toNanos() << Math.min(times, MOST_DOUBLINGS);
        known.put(id, new Attempt(earlier == null ? now : earlier.since(), times + 1, now + pause));
    }

    /**
     * Forgets what has its place by now: what was known when this round began, should have come up in it, and didn't.
     *
     * @param reached the id up to which this round came; null if it came to the end
     */
    void endRound(@Nullable UUID reached) {
        known.entrySet().removeIf(attempt -> attempt.getValue().since() - roundBegan < 0
                && !seen.contains(attempt.getKey())
                && (reached == null || attempt.getKey().compareTo(reached) <= 0));
        seen.clear();
        roundBegan = nanos.getAsLong();
    }
}
