package org.imprimatur.torture.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.torture.cluster.Cluster;
import org.imprimatur.torture.cluster.Orders;
import org.imprimatur.torture.cluster.Victim;
import org.imprimatur.torture.cluster.Wire;

/** Has the schedule happen to a cluster, and writes down what happened when. */
public final class Disaster {
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);

    private final Cluster cluster;
    private final Repeater repeater;
    private final Leftovers leftovers;
    private final Places places = new Places();
    private final Map<String, Victim> victims;
    private final Map<String, Wire> wires;
    private final List<Struck> struck = new CopyOnWriteArrayList<>();

    /**
     * What happened.
     *
     * @param over when everything was ready again
     */
    public record Struck(Fault fault, Instant begun, Instant over) {}

    public Disaster(Cluster cluster) {
        this.cluster = cluster;
        repeater = new Repeater(cluster.broker());
        leftovers = new Leftovers(cluster::client);
        victims = cluster.victims().stream().collect(Collectors.toMap(Victim::name, Function.identity()));
        wires = cluster.wires().stream().collect(Collectors.toMap(Wire::name, Function.identity()));
    }

    /** Lets them happen from a while after now on; returns when the last of the faults is over. */
    public void happen(Duration after, List<Fault> faults) {
        long begun = System.nanoTime() + after.toNanos();
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Fault fault : faults) {
                pause(begun + Duration.ofMillis(fault.at()).toNanos() - System.nanoTime());
                hands.execute(() -> strike(fault));
            }
        }
    }

    private void strike(Fault fault) {
        Instant begun = Instant.now();
        System.out.printf("  %6.1f s  %s %s %sfor %.1f s%n", fault.at() / 1e3, fault.kind(), fault.victim(),
                fault.how().isEmpty() ? "" : fault.how() + " ", fault.lasts() / 1e3);
        try {
            if (fault.kind() == Fault.Kind.REPEAT) {
                System.out.println("           " + repeater.repeat(fault.at()) + " article events sent once more");
            } else if (fault.kind() == Fault.Kind.STRAY) {
                leftovers.strayTiles(fault.at());
            } else if (fault.kind() == Fault.Kind.STEP_DOWN) {
                cluster.stepDown();
            } else if (fault.kind().isOfWires()) {
                Wire wire = Objects.requireNonNull(wires.get(fault.victim()));
                wire.become(Wire.State.valueOf(fault.kind().name()));
                pause(Duration.ofMillis(fault.lasts()).toNanos());
                wire.become(Wire.State.WHOLE);
            } else if (!Objects.requireNonNull(victims.get(fault.victim())).isReady()) {
                // Struck again while it starts it would be away for as long as the schedule likes.
                System.out.println("           " + fault.victim() + " isn't ready yet: left alone");
                return;
            } else if (fault.kind() == Fault.Kind.CLOCK) {
                step(fault);
            } else if (fault.kind().isAtAPlace()) {
                strikeAtPlace(fault, Objects.requireNonNull(victims.get(fault.victim())));
                return;
            } else {
                strike(fault, Objects.requireNonNull(victims.get(fault.victim())));
            }
        } catch (StackException failure) {
            System.out.println("  " + fault + ": " + failure.getMessage());
        }
        struck.add(new Struck(fault, begun, Instant.now()));
    }

    /** Only what came to pass was a fault, and from the moment on when it did. */
    private void strikeAtPlace(Fault fault, Victim victim) {
        Instant hit = places.strike(fault, victim, cluster.orders(fault.victim()));
        if (hit == null) {
            System.out.println("           " + fault.victim() + " never came to " + fault.how());
        } else {
            Await.until(victim::isReady, READY_LIMIT);
            struck.add(new Struck(fault, hit, Instant.now()));
        }
    }

    private void step(Fault fault) {
        Orders orders = cluster.orders(fault.victim());
        orders.step(Duration.parse(fault.how()));
        pause(Duration.ofMillis(fault.lasts()).toNanos());
        orders.step(Duration.ZERO);
    }

    private void strike(Fault fault, Victim victim) {
        switch (fault.kind()) {
            case KILL -> victim.kill();
            case FREEZE -> victim.freeze();
            case TEAR -> {
                victim.kill();
                leftovers.tearProjection();
            }
            default -> victim.stop();
        }
        pause(Duration.ofMillis(fault.lasts()).toNanos());
        if (fault.kind() == Fault.Kind.FREEZE) {
            victim.thaw();
        } else {
            victim.start();
        }
        Await.until(victim::isReady, READY_LIMIT);
    }

    /**
     * Ends every fault that may still be, and waits until all parts are ready.
     *
     * @return what didn't get ready
     */
    public List<String> heal() {
        wires.values().forEach(wire -> wire.become(Wire.State.WHOLE));
        cluster.mendDatabase();
        victims.values().forEach(Victim::thaw);
        victims.values().forEach(Victim::start);
        List<String> ailing = new ArrayList<>();
        for (Victim victim : victims.values()) {
            if (!Await.until(victim::isReady, READY_LIMIT)) {
                ailing.add(victim.name());
            }
        }
        return ailing;
    }

    /** For each place between two writes how often it was to happen there, and how often it did. */
    public Map<String, String> places() {
        return places.told();
    }

    /** What happened so far. */
    public List<Struck> struck() {
        return List.copyOf(struck);
    }

    private static void pause(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }
}
