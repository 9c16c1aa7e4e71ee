package org.imprimatur.starter.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** What stands still is seen from outside, and what has ended begins again. */
class WatchdogTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration LIMIT = Duration.ofMillis(100);

    private final CountDownLatch proceed = new CountDownLatch(1);
    private Worker worker = new Worker("unused", NEVER, () -> false);

    @AfterEach
    void stop() {
        proceed.countDown();
        worker.stop();
    }

    @Test
    void aWorkerThatStandsStillIsSeenUntilItGoesOn() {
        start(() -> {
            proceed.await();
            return false;
        });
        WorkersHealth health = health();
        await().until(() -> health.health().getStatus().equals(Status.DOWN));
        assertThat(health.health().getDetails().get("worker under test")).asString().contains("working",
                "stalled=true");
        proceed.countDown();
        await().until(() -> health.health().getStatus().equals(Status.UP));
        assertThat(health.health().getDetails().get("worker under test")).asString().contains("waiting");
    }

    @Test
    void aWorkerThatDoesNothingButFailIsSeenUntilItSucceeds() {
        AtomicBoolean broken = new AtomicBoolean(true);
        start(() -> {
            if (broken.get()) {
                throw new StackOverflowError();
            }
            return false;
        });
        WorkersHealth health = health();
        await().until(() -> health.health().getStatus().equals(Status.DOWN));
        assertThat(health.health().getDetails().get("worker under test")).asString()
                .contains("failing: StackOverflowError");
        assertThat(worker.errors()).isPositive();
        broken.set(false);
        await().until(() -> health.health().getStatus().equals(Status.UP));
    }

    @Test
    void aWorkerThatWaitsForWorkOrWasToldToStopIsNotLate() {
        start(() -> false);
        await().until(() -> worker.doing().equals("waiting"));
        assertThat(worker.overdue()).isZero();
        worker.stop();
        assertThat(worker.overdue()).isZero();
        assertThat(worker.revive()).isFalse();
    }

    @Test
    void whatHasEndedBeginsAgainThoughALookAtSomethingElseFails() {
        AtomicBoolean ended = new AtomicBoolean(true);
        AtomicBoolean failedOnce = new AtomicBoolean();
        Watched dead = new Watched() {
            @Override
            public String name() {
                return "dead";
            }

            @Override
            public String doing() {
                return ended.get() ? "nothing" : "something";
            }

            @Override
            public Duration overdue() {
                return Duration.ZERO;
            }

            @Override
            public long errors() {
                return 1;
            }

            @Override
            public boolean revive() {
                if (failedOnce.compareAndSet(false, true)) {
                    throw new OutOfMemoryError("at the first look");
                }
                return ended.getAndSet(false);
            }
        };
        Watchdog watchdog = new Watchdog(() -> List.of(dead), LIMIT, Duration.ofMillis(10));
        watchdog.start();
        try {
            await().until(() -> !ended.get());
        } finally {
            watchdog.stop();
        }
    }

    private WorkersHealth health() {
        return new WorkersHealth(new Watchdog(() -> List.of(worker), LIMIT, LIMIT));
    }

    private void start(Worker.Step step) {
        worker = new Worker("worker under test", NEVER, step);
        worker.start();
    }
}
