package org.imprimatur.consent.ledger;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One turn of a keeper, taken write by write: it waits before each of them until the test lets it go on. */
final class Steps {
    private static final long LIMIT_SECONDS = 60;

    private final Semaphore waiting = new Semaphore(0);
    private final Semaphore allowed = new Semaphore(0);
    private volatile boolean unbound = true;
    private volatile boolean done = true;
    private CompletableFuture<Boolean> turn = CompletableFuture.completedFuture(true);

    /** Called by the keeper's own thread before each of its writes. */
    void beforeWrite() {
        if (unbound) {
            return;
        }
        waiting.release();
        try {
            if (!allowed.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody let the keeper go on");
            }
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    /** Begins a turn and returns when it waits before its first write. */
    void begin(Keeper keeper) throws InterruptedException {
        unbound = false;
        done = false;
        turn = CompletableFuture.supplyAsync(() -> {
            try {
                return keeper.turn();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            } finally {
                done = true;
                waiting.release();
            }
        }, work -> Thread.ofPlatform().daemon().start(work));
        awaitNext();
    }

    /** Lets it do one write; returns when it waits before the next one or has ended its turn. */
    void step() throws InterruptedException {
        if (!isDone()) {
            allowed.release();
            awaitNext();
        }
    }

    boolean isDone() {
        return done;
    }

    /** Lets it go to the end of its turn. */
    void finish() throws Exception {
        while (!isDone()) {
            step();
        }
        unbound = true;
        turn.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private void awaitNext() throws InterruptedException {
        try {
            if (!waiting.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new TimeoutException();
            }
        } catch (TimeoutException late) {
            throw new IllegalStateException("The keeper neither wrote nor ended its turn", late);
        }
    }
}
