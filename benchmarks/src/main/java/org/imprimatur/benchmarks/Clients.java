package org.imprimatur.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.imprimatur.benchmarks.report.Latencies;

/** Clients that each do the same thing again and again, waiting for one answer before they ask again. */
final class Clients {
    private Clients() {}

    /**
     * Lets them all begin together and stop when the time is over.
     *
     * @param latencies receives how long each doing took
     * @param client makes what a client, by its number, does; called before the clock starts
     * @return doings a second, all clients together
     * @throws IllegalStateException if one failed
     */
    static double run(int count, Duration length, Latencies latencies, IntFunction<Runnable> client) {
        CountDownLatch ready = new CountDownLatch(count);
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<?>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int number = i;
                ends.add(threads.submit(() -> {
                    Runnable doing = ready(client, number, ready);
                    begin.await();
                    long end = System.nanoTime() + length.toNanos();
                    for (long now = System.nanoTime(); now < end;) {
                        doing.run();
                        long after = System.nanoTime();
                        latencies.record(after - now);
                        now = after;
                    }
                    return null;
                }));
            }
            ready.await();
            long begun = System.nanoTime();
            begin.countDown();
            for (Future<?> end : ends) {
                end.get();
            }
            return latencies.count() * 1e9 / (System.nanoTime() - begun);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Counts a client as ready even when it can't be made: the others must not wait for it. */
    private static Runnable ready(IntFunction<Runnable> client, int number, CountDownLatch ready) {
        try {
            return client.apply(number);
        } finally {
            ready.countDown();
        }
    }
}
