package org.imprimatur.torture.load;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.imprimatur.torture.cluster.Cluster;

/** Everybody at work, at a rate that doesn't wait for answers. */
public final class Load implements AutoCloseable {
    private final Calls calls = new Calls();
    private final Ledger ledger = new Ledger();
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean begins = new AtomicBoolean(true);
    private final AtomicBoolean reads = new AtomicBoolean(true);
    private final Readers reading;

    /**
     * Lets everybody begin.
     *
     * @param storiesPerMinute how many articles are begun
     * @param draftsPerMinute how many more are begun and go no further
     * @param visitorsPerMinute how many visitors come
     */
    public Load(Cluster cluster, long seed, int storiesPerMinute, int draftsPerMinute, int visitorsPerMinute) {
        reading = new Readers(calls, ledger, cluster.sites());
        every(Duration.ofMinutes(1).dividedBy(storiesPerMinute),
                number -> new Career(calls, ledger, cluster.content(), seed, number));
        every(Duration.ofMinutes(1).dividedBy(draftsPerMinute),
                number -> new Drafting(calls, ledger, cluster.content(), seed, number));
        every(Duration.ofMinutes(1).dividedBy(visitorsPerMinute),
                number -> new VisitorWalk(calls, ledger, cluster.sites(), seed, number));
        for (int site = 0; site < cluster.sites().size(); site++) {
            int instance = site;
            readers.execute(() -> reading.watch(instance, seed, reads::get));
            readers.execute(() -> reading.keepCheckpoints(instance, reads::get));
        }
    }

    private interface Comer {
        Runnable at(int number);
    }

    private void every(Duration gap, Comer comer) {
        Thread.ofVirtual().start(() -> {
            long next = System.nanoTime();
            for (int number = 0; begins.get(); number++) {
                people.execute(comer.at(number));
                next += gap.toNanos();
                LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
            }
        });
    }

    public Ledger ledger() {
        return ledger;
    }

    public Readers readers() {
        return reading;
    }

    /** Nobody new begins; waits until all that have begun are done. */
    public void finish() {
        begins.set(false);
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        people.close();
    }

    @Override
    public void close() {
        begins.set(false);
        reads.set(false);
        people.shutdownNow();
        readers.close();
    }
}
