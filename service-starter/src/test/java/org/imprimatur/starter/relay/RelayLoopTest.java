package org.imprimatur.starter.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a relay loop promises to whoever commits work and walks away. */
class RelayLoopTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger backlog = new AtomicInteger();
    private RelayLoop loop = new RelayLoop("unused", NEVER, () -> false);

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void whatACrashLeftBehindLeavesAtTheStart() {
        backlog.set(3);
        start(NEVER, this::sendOne);
        await().until(() -> backlog.get() == 0);
    }

    @Test
    void aWakeUpStartsTheStepLongBeforeTheSweep() {
        start(NEVER, this::sendOne);
        await().until(() -> runs.get() == 1);
        backlog.set(2);
        loop.wake();
        await().until(() -> backlog.get() == 0);
    }

    @Test
    void aWakeUpThatComesWhileTheStepRunsIsNotLost() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        start(NEVER, () -> {
            entered.countDown();
            proceed.await();
            runs.incrementAndGet();
            return false;
        });
        entered.await();
        loop.wake();
        proceed.countDown();
        await().until(() -> runs.get() == 2);
    }

    @Test
    void whatNobodyAnnouncedIsFoundByTheSweep() {
        start(Duration.ofMillis(10), this::sendOne);
        await().until(() -> runs.get() > 0);
        backlog.set(1);
        await().until(() -> backlog.get() == 0);
    }

    @Test
    void aFailingStepIsTriedAgainUntilItWorks() {
        backlog.set(1);
        start(NEVER, () -> {
            if (runs.incrementAndGet() < 3) {
                throw new IllegalStateException("away");
            }
            backlog.set(0);
            return false;
        });
        await().until(() -> backlog.get() == 0);
        assertThat(runs.get()).isEqualTo(3);
    }

    @Test
    void stoppingWaitsForTheStepUnderWayAndStartsNoOther() throws InterruptedException {
        AtomicBoolean finished = new AtomicBoolean();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        start(NEVER, () -> {
            entered.countDown();
            proceed.await();
            finished.set(true);
            runs.incrementAndGet();
            return true;
        });
        entered.await();
        Thread stopping = Thread.ofPlatform().start(loop::stop);
        await().until(() -> !loop.isRunning());
        proceed.countDown();
        stopping.join();
        assertThat(finished).isTrue();
        assertThat(runs).hasValue(1);
    }

    private void start(Duration sweep, RelayLoop.Step step) {
        loop = new RelayLoop("relay under test", sweep, step);
        loop.start();
    }

    private boolean sendOne() {
        runs.incrementAndGet();
        return backlog.getAndUpdate(left -> Math.max(0, left - 1)) > 1;
    }
}
