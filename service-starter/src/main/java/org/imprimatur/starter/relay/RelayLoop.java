package org.imprimatur.starter.relay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a step whenever it is woken, and at every sweep in case nobody woke it: what a commit left pending leaves at
 * once, what a crash left behind leaves a sweep later. A failing step is tried again with growing pauses, from
 * {@value #FIRST_PAUSE_MILLIS} ms to {@value #LAST_PAUSE_MILLIS} ms; an outage is logged when it begins and ends.
 *
 * <p>One platform thread of its own, since the step blocks in client libraries that pin virtual ones. It starts last
 * and stops first, so that everything the step needs is there while it runs.
 */
public final class RelayLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LAST_PAUSE_MILLIS = 2_000;

    /** A piece of the backlog. */
    @FunctionalInterface
    public interface Step {
        /**
         * Sends some of what is pending; must be safe to repeat.
         *
         * @return whether there may be more to do right away
         * @throws Exception when it could not be done now and should be tried again
         */
        boolean drain() throws Exception;
    }

    private final String name;
    private final Step step;
    private final Duration sweep;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    /**
     * @param name the thread's name and what the log calls it
     * @param sweep how long work may wait that nobody announced
     */
    public RelayLoop(String name, Duration sweep, Step step) {
        this.name = name;
        this.sweep = sweep;
        this.step = step;
    }

    /** Says that something is pending. Never blocks; many calls before the step runs count as one. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            thread = Thread.ofPlatform().name(name).start(this::run);
        }
    }

    /** Returns when the step under way has ended; interrupts it if that takes longer than five seconds. */
    @Override
    public synchronized void stop() {
        if (!running) {
            return;
        }
        running = false;
        wake();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException interruption) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        long pause = 0;
        try {
            while (running) {
                try {
                    boolean more = step.drain();
                    if (pause > 0) {
                        LOG.info("{} is back", name);
                        pause = 0;
                    }
                    if (!more) {
                        awaitWork();
                    }
                } catch (InterruptedException interruption) {
                    throw interruption;
                } catch (Exception failure) {
                    if (pause == 0) {
                        LOG.warn("{} is held up and keeps trying: {}", name, failure.toString());
                    }
                    pause = Math.clamp(pause * 2, FIRST_PAUSE_MILLIS, LAST_PAUSE_MILLIS);
                    awaitPause(pause);
                }
            }
        } catch (InterruptedException stopped) {
            LOG.debug("{} was interrupted", name);
        }
    }

    private void awaitWork() throws InterruptedException {
        lock.lock();
        try {
            long left = sweep.toNanos();
            while (running && !woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    /** A pause that new work doesn't shorten, or an outage would be hammered by every request; a stop does. */
    private void awaitPause(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (running && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
