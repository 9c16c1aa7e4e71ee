package org.imprimatur.starter.worker;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.context.SmartLifecycle;

/**
 * Does a step of work whenever it is woken, and after every interval in case nobody woke it: what a commit left pending
 * leaves at once, what a crash left behind leaves an interval later. A failing step, whether it fails by an exception
 * or by an error, is tried again with growing pauses, from {@value #FIRST_PAUSE_MILLIS} ms to
 * {@value #LAST_PAUSE_MILLIS} ms; an outage is logged when it begins and ends.
 *
 * <p>One platform thread of its own, since the step blocks in client libraries that pin virtual ones. It starts last
 * and stops first, so that everything the step needs is there while it runs. A {@link Watchdog} looks at it from
 * outside; for that it has to be a bean, or belong to one that is a {@link WorkerOwner}.
 */
public final class Worker implements SmartLifecycle, Watched {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LAST_PAUSE_MILLIS = 2_000;

    /** A piece of the work. */
    @FunctionalInterface
    public interface Step {
        /**
         * Does some of what is to be done; must be safe to repeat.
         *
         * @return whether there may be more to do right away
         * @throws Exception when it could not be done now and should be tried again
         */
        boolean work() throws Exception;
    }

    private final String name;
    private final Step step;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicLong errors = new AtomicLong();
    private boolean woken;
    private volatile boolean running;
    private volatile @Nullable Thread thread;
    private volatile WorkerState state = WorkerState.now(WorkerState.Doing.STOPPED);

    /**
     * @param name the thread's name and what log, health and metrics call it; no other worker of the service has it
     * @param interval how long work may wait that nobody announced
     */
    public Worker(String name, Duration interval, Step step) {
        this.name = name;
        this.interval = interval;
        this.step = step;
    }

    @Override
    public String name() {
        return name;
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
            launch();
        }
    }

    /** Returns when the step under way has ended; interrupts it if that takes longer than five seconds. */
    @Override
    public synchronized void stop() {
        Thread ending = thread;
        if (!running || ending == null) {
            return;
        }
        running = false;
        wake();
        try {
            if (!ending.join(Duration.ofSeconds(5))) {
                ending.interrupt();
                ending.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException interruption) {
            ending.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public String doing() {
        WorkerState now = state;
        return now.failure() == null ? now.doing().word() : now.doing().word() + ": " + now.failure();
    }

    @Override
    public long errors() {
        return errors.get();
    }

    @Override
    public Duration overdue() {
        WorkerState now = state;
        if (!running) {
            return Duration.ZERO;
        }
        Duration since = now.age();
        boolean idle = now.doing() == WorkerState.Doing.WAITING && isAlive();
        return idle ? max(since.minus(interval), Duration.ZERO) : since;
    }

    /** Gives it a new thread, should the old one have ended. */
    @Override
    public synchronized boolean revive() {
        boolean needed = running && !isAlive();
        if (needed) {
            launch();
        }
        return needed;
    }

    private boolean isAlive() {
        Thread current = thread;
        return current != null && current.isAlive();
    }

    private void launch() {
        thread = Thread.ofPlatform().name(name).start(this::run);
    }

    private void run() {
        long pause = 0;
        while (running) {
            try {
                if (pause == 0) {
                    state = WorkerState.now(WorkerState.Doing.WORKING);
                }
                boolean more = step.work();
                if (pause > 0) {
                    LOG.info("{} is back", name);
                    pause = 0;
                }
                if (!more) {
                    state = WorkerState.now(WorkerState.Doing.WAITING);
                    awaitWork();
                }
            } catch (Throwable failure) {
                pause = failed(failure, pause);
            }
        }
        state = WorkerState.now(WorkerState.Doing.STOPPED);
    }

    /** Nothing in here may fail in its turn: out of memory, even a line for the log can be too much. */
    private long failed(Throwable failure, long pause) {
        long next = Math.clamp(pause * 2, FIRST_PAUSE_MILLIS, LAST_PAUSE_MILLIS);
        try {
            if (failure instanceof Error) {
                errors.incrementAndGet();
            }
            WorkerState before = state;
            state = WorkerState.failing(failure, pause == 0 ? System.nanoTime() : before.sinceNanos());
            if (running && (pause == 0 || !Objects.equals(before.failure(), state.failure()))) {
                tell(failure);
            }
            awaitPause(next);
        } catch (Throwable another) {
            errors.incrementAndGet();
        }
        return next;
    }

    private void tell(Throwable failure) {
        if (failure instanceof Error) {
            LOG.error("{} was ended by an error and begins again", name, failure);
        } else {
            // The cause alone: what a messaging exception says of itself is the message with all its headers.
            LOG.warn("{} is held up and keeps trying: {}", name,
                    NestedExceptionUtils.getMostSpecificCause(failure).toString());
        }
    }

    private void awaitWork() throws InterruptedException {
        lock.lock();
        try {
            long left = interval.toNanos();
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

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
