package org.imprimatur.consent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.bson.Document;
import org.imprimatur.localstack.backing.MongoBacking;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The writer on a real collection, which fails or answers wrongly when it is told to. */
class GroupCommitTest {
    private static final ServerAddress SERVER = new ServerAddress("localhost");

    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final MongoCollection<Document> real = client.getDatabase("commit-" + UUID.randomUUID())
            .getCollection("records");
    /** What the next insert ends with after it was done. */
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private final GroupCommit commit = new GroupCommit(faulty(), GroupCommit.Admission.USUAL);

    @BeforeEach
    void start() {
        real.createIndex(Indexes.ascending("choice"), new IndexOptions().unique(true));
        commit.start();
    }

    @AfterEach
    void stop() {
        commit.stop();
        client.close();
    }

    @Test
    void aDocumentIsInsertedOnceAndRefusedAfterwards() throws InterruptedException {
        assertThat(commit.insert(document("a"))).isTrue();
        assertThat(commit.insert(document("a"))).isFalse();
        assertThat(real.countDocuments()).isEqualTo(1);
    }

    @Test
    void afterAReadTimeoutOrAWriteConcernErrorNobodySaysThatNothingWasKept() throws InterruptedException {
        WriteConcernError notYet = new WriteConcernError(64, "WriteConcernFailed", "timed out", new BsonDocument());
        for (Throwable left : List.of(new MongoSocketReadTimeoutException("late", SERVER, new Exception()),
                failed(List.of(), notYet),
                failed(List.of(new BulkWriteError(11602, "InterruptedDueToReplStateChange", new BsonDocument(), 0)),
                        null))) {
            String choice = UUID.randomUUID().toString();
            fault.set(left);
            assertThatThrownBy(() -> commit.insert(document(choice))).isInstanceOf(UnknownOutcomeException.class);
            assertThat(commit.insert(document(choice))).as(left.toString()).isFalse();
        }
    }

    @Test
    void whatWasNeverSentIsKnownNotToBeKept() {
        fault.set(new MongoTimeoutException("no server"));
        assertThatThrownBy(() -> commit.insert(document("b"))).isInstanceOf(MongoTimeoutException.class);
        commit.stop();
        assertThatThrownBy(() -> commit.insert(document("c"))).isInstanceOf(MongoTimeoutException.class);
    }

    @Test
    void whoComesToAnOverloadedWriterIsToldWhileTheOthersWaitAndAreKept() throws Exception {
        CountDownLatch stall = new CountDownLatch(1);
        AtomicInteger stalled = new AtomicInteger();
        GroupCommit busy = new GroupCommit(hooked(() -> {
            stalled.incrementAndGet();
            stall.await();
        }), new GroupCommit.Admission(3, Duration.ofMinutes(5)));
        busy.start();
        List<Future<Boolean>> visitors = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 1; writer <= 2; writer++) {
                int all = writer;
                visitors.add(threads.submit(() -> busy.insert(document("busy-" + all))));
                await().until(() -> stalled.get() == all);
            }
            // Both writers are held up and three may wait: of four more one is refused, while nothing moves.
            for (int visitor = 3; visitor <= 6; visitor++) {
                String choice = "busy-" + visitor;
                visitors.add(threads.submit(() -> busy.insert(document(choice))));
            }
            await().until(() -> visitors.stream().anyMatch(Future::isDone));
            Future<Boolean> refused = visitors.stream().filter(Future::isDone).findFirst().orElseThrow();
            assertThat(refused.exceptionNow()).isInstanceOf(OverloadException.class);
            visitors.removeIf(Future::isDone);
            stall.countDown();
            for (Future<Boolean> kept : visitors) {
                assertThat(kept.get()).isTrue();
            }
        }
        assertThat(real.countDocuments()).isEqualTo(5);
        assertThat(busy.insert(document("after"))).isTrue();
        busy.stop();
    }

    @Test
    void whatHasWaitedTooLongIsNotSentAnyMore() {
        GroupCommit late = new GroupCommit(real, new GroupCommit.Admission(3, Duration.ZERO));
        late.start();
        assertThatThrownBy(() -> late.insert(document("late"))).isInstanceOf(OverloadException.class);
        late.stop();
        assertThat(real.countDocuments()).isZero();
    }

    @Test
    void anErrorEndsNoWriterUnseen() throws InterruptedException {
        // More often than there are writers.
        for (int time = 0; time < 5; time++) {
            fault.set(new OutOfMemoryError("of a kind that passes"));
            assertThatThrownBy(() -> commit.insert(document(UUID.randomUUID().toString())))
                    .isInstanceOf(UnknownOutcomeException.class);
        }
        assertThat(commit.insert(document("d"))).isTrue();
        assertThat(commit.stalledFor()).isZero();
    }

    private static MongoBulkWriteException failed(List<BulkWriteError> errors, @Nullable WriteConcernError concern) {
        return new MongoBulkWriteException(BulkWriteResult.unacknowledged(), errors, concern, SERVER, Set.of());
    }

    private static Document document(String choice) {
        return new Document("_id", UUID.randomUUID().toString()).append("choice", choice);
    }

    private MongoCollection<Document> faulty() {
        return hooked(() -> {
            Throwable ordered = fault.getAndSet(null);
            if (ordered != null) {
                throw ordered;
            }
        });
    }

    /** Something that happens to an insert after it was done. */
    private interface Hook {
        void run() throws Throwable;
    }

    @SuppressWarnings("unchecked") // a proxy of that very interface
    private MongoCollection<Document> hooked(Hook after) {
        return (MongoCollection<Document>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{MongoCollection.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (method.getName().equals("insertMany")) {
                            after.run();
                        }
                        return result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause() == null ? failure : failure.getCause();
                    }
                });
    }
}
