package org.imprimatur.starter.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * So many at once, and some who wait for one of them to leave. As long as nobody has to be turned away they are let in in
 * the order in which they came. Once more come than the waiting places hold, it is crowded for a second, and for another
 * one as long as fewer than half of those who come find a seat. Whoever comes then and finds none is turned away at once:
 * while more come than can be served, those who wait would make everybody late, and the machine busy with their waiting.
 * Of those who wait already, who came last is let in first, and nobody who has waited long.
 */
public final class Room {
    private static final long CROWDED_NANOS = 1_000_000_000;
    private static final long CROWDED_PATIENCE_NANOS = 20_000_000;

    private final int seats;
    private final int places;
    private final Duration patience;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int taken;
    private boolean crowded;
    private long crowdedUntil;
    private long came;
    private long seated;

    /** Somebody who waits; one asked twice is two. */
    private static final class Waiting {
        private final Consumer<Boolean> decided;
        private final long since;

        Waiting(Consumer<Boolean> decided, long since) {
            this.decided = decided;
            this.since = since;
        }

        void decide(boolean letIn) {
            decided.accept(letIn);
        }
    }

    /** An empty one, by the system's clock. The parameters as below. */
    public Room(int seats, int places, Duration patience) {
        this(seats, places, patience, System::nanoTime);
    }

    /**
     * An empty one.
     *
     * @param seats how many are in at once, at least 1
     * @param places how many may wait
     * @param patience for how long
     * @param nanos as {@link System#nanoTime}
     */
    Room(int seats, int places, Duration patience, LongSupplier nanos) {
        if (seats < 1 || places < 0) {
            throw new IllegalArgumentException("No room: " + seats + " seats, " + places + " places to wait");
        }
        this.seats = seats;
        this.places = places;
        this.patience = patience;
        this.nanos = nanos;
    }

    /** How many may be in at once. */
    public int seats() {
        return seats;
    }

    /** How long anybody should wait. */
    public Duration patience() {
        return patience;
    }

    /** How many are in. */
    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for a seat. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks for a seat without waiting for it. Who gets one has to {@link #leave}.
     *
     * @param decided called once, before this returns or later, by the thread of whoever leaves or comes: true with a
     *        seat, false without
     * @return ends the wait, if there still is one, without a seat; to be called when patience is over. Null if nobody
     *         waits, since it was decided at once
     */
    public @Nullable Runnable enter(Consumer<Boolean> decided) {
        Waiting mine = new Waiting(decided, nanos.getAsLong());
        Waiting turnedAway = null;
        boolean letIn = false;
        boolean waits = false;
        lock.lock();
        try {
            boolean turning = isCrowded();
            came++;
            if (taken < seats) {
                taken++;
                seated++;
                letIn = true;
            } else if (places == 0 || turning) {
                turnedAway = mine;
            } else {
                if (waiting.size() == places) {
                    turnedAway = waiting.removeFirst();
                    crowd();
                }
                waiting.addLast(mine);
                waits = true;
            }
        } finally {
            lock.unlock();
        }
        if (letIn) {
            decided.accept(true);
        }
        if (turnedAway != null) {
            turnedAway.decide(false);
        }
        return waits ? () -> giveUp(mine) : null;
    }

    /** Enters, after a wait if need be; true obliges to {@link #leave}. An interrupt ends the wait. */
    public boolean enter() {
        Thread thread = Thread.currentThread();
        var outcome = new Consumer<Boolean>() {
            private volatile boolean known;
            private volatile boolean letIn;

            @Override
            public void accept(Boolean in) {
                letIn = in;
                known = true;
                if (Thread.currentThread() != thread) {
                    LockSupport.unpark(thread);
                }
            }
        };
        Runnable end = enter(outcome);
        if (end == null) {
            return outcome.letIn;
        }
        long begun = System.nanoTime();
        long left = patience.toNanos();
        while (!outcome.known && left > 0 && !thread.isInterrupted()) {
            LockSupport.parkNanos(this, left);
            left = patience.toNanos() - (System.nanoTime() - begun);
        }
        end.run();
        // If it was decided meanwhile, whoever did so says it in a moment.
        while (!outcome.known) {
            Thread.onSpinWait();
        }
        return outcome.letIn;
    }

    /** Gives the seat to whose turn it is, or back. */
    public void leave() {
        Waiting next;
        List<Waiting> late = List.of();
        lock.lock();
        try {
            long now = nanos.getAsLong();
            boolean hurry = isCrowded();
            next = hurry ? waiting.pollLast() : waiting.pollFirst();
            if (next != null && hurry && now - next.since > CROWDED_PATIENCE_NANOS) {
                // So have all the others.
                late = new ArrayList<>(waiting);
                late.add(next);
                waiting.clear();
                next = null;
            }
            if (next == null) {
                taken--;
            }
        } finally {
            lock.unlock();
        }
        late.forEach(one -> one.decide(false));
        if (next != null) {
            next.decide(true);
        }
    }

    private boolean isCrowded() {
        if (crowded && crowdedUntil - nanos.getAsLong() <= 0) {
            crowded = false;
            if (2 * seated < came) {
                crowd();
            }
        }
        return crowded;
    }

    private void crowd() {
        crowded = true;
        crowdedUntil = nanos.getAsLong() + CROWDED_NANOS;
        came = 0;
        seated = 0;
    }

    private void giveUp(Waiting one) {
        boolean waited;
        lock.lock();
        try {
            waited = waiting.removeIf(other -> other == one);
        } finally {
            lock.unlock();
        }
        if (waited) {
            one.decide(false);
        }
    }
}
