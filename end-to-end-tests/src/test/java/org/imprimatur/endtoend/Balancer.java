package org.imprimatur.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.torture.cluster.Victim;

/**
 * Distributes requests over the instances of a service as load balancers do: it asks each whether it is ready, and sends
 * nothing more to one that twice was not. Whoever has an instance stays there for as long as it is sent requests.
 */
final class Balancer implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;

    private final List<String> addresses;
    private final List<Victim> instances;
    private final CopyOnWriteArraySet<Integer> ready = new CopyOnWriteArraySet<>();
    private final Map<Integer, Integer> missed = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> homes = new ConcurrentHashMap<>();
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
            missed.put(number, 0);
            ready.add(number);
        } else if (missed.merge(number, 1, Integer::sum) > 1) {
            ready.remove(number);
        }
    }

    /** Whether this instance gets requests. */
    boolean sendsTo(Victim instance) {
        return ready.contains(instances.indexOf(instance));
    }

    /** The address of the next instance, in turn. */
    String next() {
        return addresses.get(any(turn.getAndIncrement()));
    }

    /** The address of the instance where this one is at home. */
    String home(int whose) {
        return addresses.get(homes.compute(whose, (_, home) -> home != null && ready.contains(home)
                ? home
                : any(whose)));
    }

    private int any(int number) {
        List<Integer> able = new ArrayList<>(ready);
        return able.isEmpty() ? 0 : able.get(Math.floorMod(number, able.size()));
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
