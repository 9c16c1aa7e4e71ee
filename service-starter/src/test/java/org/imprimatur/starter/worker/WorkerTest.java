package org.imprimatur.starter.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.MessageHandlingException;
import org.springframework.messaging.support.MessageBuilder;

/** What a worker promises to whoever commits work and walks away. */
@ExtendWith(OutputCaptureExtension.class)
class WorkerTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger backlog = new AtomicInteger();
    private Worker worker = new Worker("unused", NEVER, () -> false);

    @AfterEach
    void stop() {
        worker.stop();
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
        worker.wake();
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
        worker.wake();
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
    void whatHoldsAStepUpIsToldWithoutTheMessageThatItHeld(CapturedOutput log) {
        var message = MessageBuilder.withPayload("words").setHeader("mark", "secret").build();
        start(NEVER, () -> {
            if (runs.incrementAndGet() < 2) {
                throw new MessageHandlingException(message, new IllegalStateException("the broker is away"));
            }
            return false;
        });
        await().until(() -> runs.get() == 2);
        assertThat(log.getAll()).contains("the broker is away").doesNotContain("secret", "mark");
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class, AssertionError.class,
        NoClassDefFoundError.class, InterruptedException.class})
    void nothingThatAStepThrowsEndsIt(Class<? extends Throwable> kind) {
        backlog.set(1);
        start(NEVER, () -> {
            if (runs.incrementAndGet() < 3) {
                WorkerTest.<RuntimeException>sneak(kind.getDeclaredConstructor().newInstance());
            }
            backlog.set(0);
            return false;
        });
        await().until(() -> backlog.get() == 0);
        await().until(() -> worker.doing().equals("waiting"));
        assertThat(worker.errors()).isEqualTo(Error.class.isAssignableFrom(kind) ? 2 : 0);
    }

    @Test
    void anInterruptionThatIsNoStopDoesNotEndIt() {
        start(NEVER, () -> {
            if (runs.incrementAndGet() == 1) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
        await().until(() -> runs.get() == 2 && worker.doing().equals("waiting"));
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
        Thread stopping = Thread.ofPlatform().start(worker::stop);
        await().until(() -> !worker.isRunning());
        proceed.countDown();
        stopping.join();
        assertThat(finished).isTrue();
        assertThat(runs).hasValue(1);
    }

    private void start(Duration sweep, Worker.Step step) {
        worker = new Worker("worker under test", sweep, step);
        worker.start();
    }

    private boolean sendOne() {
        runs.incrementAndGet();
        return backlog.getAndUpdate(left -> Math.max(0, left - 1)) > 1;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable any) throws E {
        throw (E) any;
    }
}
