package org.imprimatur.torture.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.imprimatur.torture.cluster.Cluster;

/** Has the schedule happen to a cluster, and writes down what happened when, and what didn't. */
public final class Disaster {
    private final Deeds deeds;
    private final Strikes strikes = new Strikes();

    /**
     * What happened.
     *
     * @param over when everything was ready again
     */
    public record Struck(Fault fault, Instant begun, Instant over) {}

    /** What was to happen, and why it didn't. */
    public record Missed(Fault fault, String why) {
        @Override
        public String toString() {
            return fault.kind() + " " + fault.victim() + (fault.how().isEmpty() ? "" : " " + fault.how()) + ": " + why;
        }
    }

    public Disaster(Cluster cluster) {
        deeds = new Deeds(cluster);
    }

    /** Lets them happen from a while after now on; returns when the last of the faults is over. */
    public void happen(Duration after, List<Fault> faults) {
        long begun = System.nanoTime() + after.toNanos();
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Fault fault : faults) {
                long left = begun + Duration.ofMillis(fault.at()).toNanos() - System.nanoTime();
                LockSupport.parkNanos(Math.max(0, left));
                hands.execute(() -> strikes.strike(fault, deeds::carryOut));
            }
        }
    }

    /**
     * Ends every fault that may still be, and waits until all parts are ready.
     *
     * @return what didn't get ready
     */
    public List<String> heal() {
        return deeds.heal();
    }

    /** For each place between two writes how often it was to happen there, and how often it did. */
    public Map<String, String> places() {
        return deeds.places();
    }

    /** What happened so far. */
    public List<Struck> struck() {
        return strikes.struck();
    }

    /** What was to happen so far, and didn't. */
    public List<Missed> missed() {
        return strikes.missed();
    }
}
