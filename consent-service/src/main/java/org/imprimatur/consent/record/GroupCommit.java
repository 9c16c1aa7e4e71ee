package org.imprimatur.consent.record;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bson.Document;
import org.springframework.context.SmartLifecycle;

/**
 * Inserts documents that arrive together in one command, so that one flush of the database's journal serves all of
 * them. While a batch is under way the next one gathers; nobody waits for a batch to fill.
 */
final class GroupCommit implements SmartLifecycle {
    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_WAITING = 10_000;

    /** One batch travels while another is being flushed; more would only make the batches smaller. */
    private static final int WRITERS = 2;

    private final MongoCollection<Document> collection;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<Thread> writers = new ArrayList<>();

    /** @param inserted completed with whether the document is new; false where a unique value was taken */
    private record Waiting(Document document, CompletableFuture<Boolean> inserted) {}

    GroupCommit(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    /**
     * Inserts a document; returns once it is durable. False if a unique index refused it; any other failure is thrown
     * as the driver threw it.
     */
    boolean insert(Document document) throws InterruptedException {
        Waiting mine = new Waiting(document, new CompletableFuture<>());
        waiting.put(mine);
        try {
            return mine.inserted().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>(MOST_AT_ONCE);
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_AT_ONCE - 1);
                insert(batch);
                batch.clear();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void insert(List<Waiting> batch) {
        try {
            collection.insertMany(batch.stream().map(Waiting::document).toList(),
                    new InsertManyOptions().ordered(false));
            batch.forEach(one -> one.inserted().complete(true));
        } catch (MongoBulkWriteException partly) {
            settle(batch, partly);
        } catch (RuntimeException failure) {
            batch.forEach(one -> one.inserted().completeExceptionally(failure));
        }
    }

    /** Each document's fate is its own, unless the database can't say that any of them is durable. */
    private static void settle(List<Waiting> batch, MongoBulkWriteException partly) {
        Map<Integer, BulkWriteError> errors = new HashMap<>();
        partly.getWriteErrors().forEach(error -> errors.put(error.getIndex(), error));
        for (int place = 0; place < batch.size(); place++) {
            BulkWriteError error = errors.get(place);
            CompletableFuture<Boolean> inserted = batch.get(place).inserted();
            if (error != null && error.getCategory() == ErrorCategory.DUPLICATE_KEY) {
                inserted.complete(false);
            } else if (error != null || partly.getWriteConcernError() != null) {
                inserted.completeExceptionally(partly);
            } else {
                inserted.complete(true);
            }
        }
    }

    @Override
    public synchronized void start() {
        for (int writer = writers.size(); writer < WRITERS; writer++) {
            writers.add(Thread.ofPlatform().name("records-" + writer).daemon().start(this::write));
        }
    }

    @Override
    public synchronized void stop() {
        writers.forEach(Thread::interrupt);
        writers.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !writers.isEmpty();
    }

    /** Before the web server takes requests, and until it takes none. */
    @Override
    public int getPhase() {
        return 0;
    }
}
