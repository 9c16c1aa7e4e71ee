package org.imprimatur.torture.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.torture.cluster.Cluster;
import org.imprimatur.torture.cluster.Orders;
import org.imprimatur.torture.cluster.Victim;
import org.imprimatur.torture.cluster.Wire;

/** Does to the parts of a cluster what a fault says, and waits until they are ready again. */
final class Deeds {
    static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final String BROKERS_WIRE = "services~kafka";

    private final Cluster cluster;
    private final Repeater repeater;
    private final TopicRenewal renewal;
    private final Leftovers leftovers;
    private final Places places = new Places();
    private final Map<String, Victim> victims;
    private final Map<String, Wire> wires;

    Deeds(Cluster cluster) {
        this.cluster = cluster;
        victims = cluster.victims().stream().collect(Collectors.toMap(Victim::name, Function.identity()));
        wires = cluster.wires().stream().collect(Collectors.toMap(Wire::name, Function.identity()));
        repeater = new Repeater(cluster.broker());
        leftovers = new Leftovers(cluster::client);
        renewal = new TopicRenewal(cluster.broker(), wire(BROKERS_WIRE));
    }

    /**
     * Returns when it is over and the part ready again, or would have to be; answers when it began.
     *
     * @throws NotCarriedOutException if nothing was done
     * @throws StackException if something was done, and not all of it went as it should
     */
    Instant carryOut(Fault fault) {
        Instant begun = Instant.now();
        switch (fault.kind()) {
            case REPEAT -> said(repeater.repeat(fault.at()) + " article events sent once more");
            case RECREATE -> said(fault.victim() + " is there again, with " + renewal.renew(fault.victim(),
                    Duration.ofMillis(fault.lasts())) + " events");
            case STRAY -> leftovers.strayTiles(fault.at());
            case STEP_DOWN -> stepDown();
            case CUT, SLOW, DEAF, MUTE -> wire(fault);
            default -> {
                Victim victim = victim(fault.victim());
                if (!victim.isReady()) {
                    // Struck again while it starts it would be away for as long as the schedule likes.
                    throw new NotCarriedOutException("it isn't ready yet, and was left alone");
                }
                return carryOut(fault, victim, begun);
            }
        }
        return begun;
    }

    private Instant carryOut(Fault fault, Victim victim, Instant begun) {
        Instant from = begun;
        switch (fault.kind()) {
            case CLOCK -> step(fault);
            case FILL -> fill(fault, victim);
            case HALT, MEMORY -> {
                Instant hit = places.strike(fault, victim, cluster.orders(fault.victim()));
                if (hit == null) {
                    throw new NotCarriedOutException("it never came to " + fault.how());
                }
                from = hit;
            }
            default -> strike(fault, victim);
        }
        Await.until(victim::isReady, READY_LIMIT);
        return from;
    }

    private void stepDown() {
        try {
            cluster.stepDown();
        } catch (StackException noPrimary) {
            throw new NotCarriedOutException(String.valueOf(noPrimary.getMessage()), noPrimary);
        }
    }

    private void wire(Fault fault) {
        Wire wire = wire(fault.victim());
        wire.become(Wire.State.valueOf(fault.kind().name()));
        wait(fault);
        wire.become(Wire.State.WHOLE);
    }

    private void step(Fault fault) {
        Orders orders = cluster.orders(fault.victim());
        orders.step(Duration.parse(fault.how()));
        wait(fault);
        orders.step(Duration.ZERO);
    }

    /** Whoever can't bear that its disk is full ends, and is started once there is room again. */
    private void fill(Fault fault, Victim victim) {
        if (!cluster.canFill(fault.victim())) {
            throw new NotCarriedOutException("it has no disk of its own here: that takes an administrator");
        }
        try {
            cluster.fill(fault.victim());
            wait(fault);
        } finally {
            cluster.free(fault.victim());
        }
        said(fault.victim() + (victim.isReady() ? " bore it" : " ended of it"));
        victim.start();
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
        wait(fault);
        if (fault.kind() == Fault.Kind.FREEZE) {
            victim.thaw();
        } else {
            victim.start();
        }
    }

    /**
     * Ends every fault that may still be, and waits until all parts are ready.
     *
     * @return what didn't get ready
     */
    List<String> heal() {
        wires.values().forEach(wire -> wire.become(Wire.State.WHOLE));
        victims.keySet().stream().filter(cluster::canFill).forEach(cluster::free);
        cluster.mendDatabase();
        victims.values().forEach(Victim::thaw);
        victims.values().forEach(Victim::start);
        return victims.values().stream().filter(victim -> !Await.until(victim::isReady, READY_LIMIT))
                .map(Victim::name).toList();
    }

    /** For each place between two writes how often it was to happen there, and how often it did. */
    Map<String, String> places() {
        return places.told();
    }

    private Victim victim(String name) {
        return Objects.requireNonNull(victims.get(name), name);
    }

    private Wire wire(String name) {
        return Objects.requireNonNull(wires.get(name), name);
    }

    private static void said(String what) {
        System.out.println("           " + what);
    }

    private static void wait(Fault fault) {
        LockSupport.parkNanos(Duration.ofMillis(fault.lasts()).toNanos());
    }
}
