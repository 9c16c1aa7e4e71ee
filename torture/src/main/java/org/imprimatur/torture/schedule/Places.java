package org.imprimatur.torture.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.torture.cluster.Orders;
import org.imprimatur.torture.cluster.Victim;
import org.jspecify.annotations.Nullable;

/** Has services fail at named places, and counts how often that was asked for and how often it came to it. */
final class Places {
    private static final int LATEST_PASS = 3;

    private final Map<String, Count> counts = new LinkedHashMap<>();

    /** What became of the orders for one place. */
    private record Count(int armed, int halted, int outOfMemory) {
        private Count armedOnce() {
            return new Count(armed + 1, halted, outOfMemory);
        }

        private Count hit(Fault.Kind kind) {
            return kind == Fault.Kind.HALT
                    ? new Count(armed, halted + 1, outOfMemory)
                    : new Count(armed, halted, outOfMemory + 1);
        }

        private String told() {
            return armed + " armed, " + (halted + outOfMemory) + " hit (" + halted + " ended there, " + outOfMemory
                    + " out of memory)";
        }
    }

    Places() {
        for (Place place : Place.values()) {
            counts.put(place.words(), new Count(0, 0, 0));
        }
    }

    /** Waits until it happens, for as long as the fault says, and answers when it did; null if it never came to it. */
    @Nullable
    Instant strike(Fault fault, Victim victim, Orders orders) {
        int order = orders.arm(fault.how(), 1 + (int) (fault.at() % LATEST_PASS), fault.kind().name());
        count(fault, Count::armedOnce);
        boolean hit = Await.until(() -> orders.isHit(order), Duration.ofMillis(fault.lasts()));
        Instant when = Instant.now();
        orders.disarm();
        // Between the last look and the order's end it may have come to it after all.
        if (!hit && !orders.isHit(order)) {
            return null;
        }
        count(fault, count -> count.hit(fault.kind()));
        if (fault.kind() == Fault.Kind.HALT) {
            victim.kill();
            victim.start();
        }
        return when;
    }

    private synchronized void count(Fault fault, UnaryOperator<Count> change) {
        counts.computeIfPresent(fault.how(), (_, count) -> change.apply(count));
    }

    /** For each place how often it was armed and hit. */
    synchronized Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        counts.forEach((place, count) -> told.put(place, count.told()));
        return told;
    }
}
