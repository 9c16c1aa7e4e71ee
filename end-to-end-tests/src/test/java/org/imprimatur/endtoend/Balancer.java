package org.imprimatur.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.torture.cluster.Victim;

/** Distributes requests over the instances of a service as load balancers do: it asks each whether it is ready. */
final class Balancer implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;

    private final List<String> addresses;
    private final List<Victim> instances;
    private final CopyOnWriteArraySet<Integer> ready = new CopyOnWriteArraySet<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService looking = Executors.newScheduledThreadPool(2);

    /** @param instances those at the addresses, in their order */
    Balancer(List<String> addresses, List<Victim> instances) {
        this.addresses = List.copyOf(addresses);
        this.instances = List.copyOf(instances);
        for (int number = 0; number < addresses.size(); number++) {
            int one = number;
            look(one);
            var _ = looking.scheduleWithFixedDelay(() -> look(one), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(int number) {
        if (instances.get(number).isReady()) {
            ready.add(number);
        } else {
            ready.remove(number);
        }
    }

    /** Whether this instance gets requests. */
    boolean sendsTo(Victim instance) {
        return ready.contains(instances.indexOf(instance));
    }

    /** The address of the next instance, in turn. */
    String next() {
        return next(turn.getAndIncrement());
    }

    /** The address of the instance of one who stays with it for as long as it is ready. */
    String next(int whose) {
        List<Integer> able = new ArrayList<>(ready);
        int wanted = Math.floorMod(whose, addresses.size());
        if (able.isEmpty() || able.contains(wanted)) {
            return addresses.get(wanted);
        }
        return addresses.get(able.get(Math.floorMod(whose, able.size())));
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
