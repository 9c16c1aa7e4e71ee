package org.imprimatur.benchmarks;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.imprimatur.benchmarks.report.Latencies;
import org.imprimatur.benchmarks.wire.Connections;
import org.imprimatur.benchmarks.wire.Reply;

/**
 * Requests at times fixed beforehand, whatever became of those before. Each is measured from the time at which it was due,
 * so that whatever holds it up counts; what is refused is told apart from what is accepted.
 */
final class OpenLoop {
    private final Connections connections;
    private final int accepted;

    /** @param accepted the status of what is accepted */
    OpenLoop(Connections connections, int accepted) {
        this.connections = connections;
        this.accepted = accepted;
    }

    /**
     * What came of it.
     *
     * @param told refusals with 429 or 503 and {@code Retry-After}
     * @param failed everything else, no answer included
     */
    record Outcome(Latencies kept, Latencies told, AtomicLong failed) {}

    /** @param request makes the n-th request; called when it is due */
    Outcome run(double perSecond, Duration length, LongFunction<byte[]> request) {
        Outcome outcome = new Outcome(new Latencies(), new Latencies(), new AtomicLong());
        long period = (long) (1e9 / perSecond);
        long count = length.toNanos() / period;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            for (long number = 0; number < count; number++) {
                long due = start + number * period;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long mine = number;
                threads.execute(() -> ask(request.apply(mine), due, outcome));
            }
        }
        return outcome;
    }

    private void ask(byte[] request, long due, Outcome outcome) {
        try {
            Reply reply = connections.send(request);
            long took = System.nanoTime() - due;
            if (reply.status() == accepted) {
                outcome.kept().record(took);
            } else if ((reply.status() == 503 || reply.status() == 429) && !reply.header("retry-after").isEmpty()) {
                outcome.told().record(took);
            } else {
                outcome.failed().incrementAndGet();
            }
        } catch (RuntimeException none) {
            outcome.failed().incrementAndGet();
        }
    }
}
