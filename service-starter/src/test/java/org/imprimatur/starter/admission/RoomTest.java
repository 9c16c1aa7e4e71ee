package org.imprimatur.starter.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets in, who waits and who is turned away. */
class RoomTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void asLongAsAllWhoWaitFindAPlaceTheyAreLetInInTheirOrder() {
        Room room = new Room(1, 3, LONG);
        assertThat(room.enter()).isTrue();
        var decided = new ArrayList<String>();
        for (String name : List.of("a", "b", "c")) {
            room.enter(in -> decided.add(name + " " + in));
        }
        room.leave();
        room.leave();
        room.leave();
        assertThat(decided).containsExactly("a true", "b true", "c true");
        room.leave();
        assertThat(room.taken()).isZero();
    }

    @Test
    void forASecondAfterSomebodyWasTurnedAwayWhoCameLastIsLetInFirstAndNobodyLate() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
        Room room = new Room(1, 3, LONG, clock::get);
        assertThat(room.enter()).isTrue();
        var decided = new ArrayList<String>();
        for (String name : List.of("a", "b", "c", "d")) {
            room.enter(in -> decided.add(name + " " + in));
        }
        assertThat(decided).containsExactly("a false");
        room.leave();
        assertThat(decided).containsExactly("a false", "d true");
        clock.addAndGet(20_000_001);
        room.leave();
        assertThat(decided).containsExactly("a false", "d true", "b false", "c false");
        assertThat(room.taken()).isZero();
        clock.addAndGet(1_000_000_000);
        assertThat(room.enter()).isTrue();
        room.enter(in -> decided.add("e " + in));
        clock.addAndGet(20_000_001);
        room.leave();
        assertThat(decided).endsWith("e true");
    }

    @Test
    void whoComesToACrowdAndFindsNoSeatIsTurnedAwayAtOnceUntilHalfOfThemFindOne() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
        Room room = new Room(1, 1, LONG, clock::get);
        var decided = new ArrayList<Boolean>();
        for (int first = 0; first < 3; first++) {
            room.enter(decided::add);
        }
        assertThat(decided).containsExactly(true, false);
        // Whoever comes now is told so, and doesn't take the place of who waits.
        assertThat(room.enter()).isFalse();
        assertThat(room.waiting()).isEqualTo(1);
        room.leave();
        assertThat(decided).containsExactly(true, false, true);
        for (int second = 0; second < 3; second++) {
            clock.addAndGet(1_000_000_001);
            assertThat(room.enter()).isFalse();
            room.leave();
            // Of three one finds a seat: it stays crowded.
            assertThat(room.enter()).isTrue();
            assertThat(room.enter()).isFalse();
        }
        clock.addAndGet(1_000_000_001);
        assertThat(room.enter()).isFalse();
        room.leave();
        assertThat(room.enter()).isTrue();
        room.leave();
        assertThat(room.enter()).isTrue();
        clock.addAndGet(1_000_000_001);
        // Two of three did: waiting is worth while again.
        assertThat(room.enter(decided::add)).isNotNull();
    }

    @Test
    void whoWaitedLongestGivesWayToWhoComesWhenAllPlacesAreTaken() throws Exception {
        Room room = new Room(1, 1, LONG);
        assertThat(room.enter()).isTrue();
        var first = comes(room, 1);
        var second = CompletableFuture.supplyAsync(room::enter, threads);
        assertThat(first.get()).isFalse();
        room.leave();
        assertThat(second.get()).isTrue();
    }

    @Test
    void nobodyWaitsLongerThanItsPatienceAndNoSeatIsLostByIt() {
        Room room = new Room(1, 1, Duration.ofMillis(1));
        assertThat(room.enter()).isTrue();
        assertThat(room.enter()).isFalse();
        assertThat(room.waiting()).isZero();
        room.leave();
        assertThat(room.enter()).isTrue();
        assertThat(room.enter()).isFalse();
    }

    @Test
    void whoIsInterruptedStopsWaiting() throws Exception {
        Room room = new Room(1, 1, LONG);
        assertThat(room.enter()).isTrue();
        AtomicReference<Boolean> letIn = new AtomicReference<>();
        Thread waiting = Thread.ofVirtual().start(() -> letIn.set(room.enter()));
        await().until(() -> room.waiting() == 1);
        waiting.interrupt();
        waiting.join();
        assertThat(letIn.get()).isFalse();
        assertThat(room.waiting()).isZero();
    }

    @Test
    void inAnyCrowdNoMoreAreInThanThereAreSeatsAndAllSeatsComeBack() throws Exception {
        Room room = new Room(3, 1, Duration.ofMillis(2));
        AtomicInteger in = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger letIn = new AtomicInteger();
        AtomicInteger turnedAway = new AtomicInteger();
        var crowd = IntStream.range(0, 40).mapToObj(_ -> CompletableFuture.runAsync(() -> {
            for (int times = 0; times < 50;) {
                if (room.enter()) {
                    times++;
                    most.accumulateAndGet(in.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(200_000);
                    in.decrementAndGet();
                    letIn.incrementAndGet();
                    room.leave();
                } else {
                    turnedAway.incrementAndGet();
                    LockSupport.parkNanos(50_000);
                }
            }
        }, threads)).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(crowd).get();
        assertThat(most.get()).isEqualTo(3);
        assertThat(letIn.get()).isEqualTo(2_000);
        assertThat(turnedAway.get()).isGreaterThan(100);
        assertThat(room.taken()).isZero();
        assertThat(room.waiting()).isZero();
    }

    /** Comes, and waits as one of so many. */
    private CompletableFuture<Boolean> comes(Room room, int waiting) {
        var letIn = CompletableFuture.supplyAsync(room::enter, threads);
        await().until(() -> room.waiting() == waiting);
        return letIn;
    }
}
