package org.imprimatur.consent.record;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.bson.Document;
import org.imprimatur.starter.worker.Worker;
import org.imprimatur.starter.worker.WorkerOwner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Inserts documents that arrive together in one command, so that one flush of the database's journal serves all of
 * them. While a batch is under way the next one gathers. Who comes alone waits for nobody; where several came together
 * the next batch gathers a moment longer, for one command with thirty documents costs the database little more than one
 * with one.
 */
final class GroupCommit implements SmartLifecycle, WorkerOwner {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MOST_AT_ONCE = 500;

    /** One batch travels while another is being flushed; more would only make the batches smaller. */
    private static final int WRITERS = 2;

    /** How much longer a batch gathers when many come: what one command takes. */
    private static final Duration GATHERING = Duration.ofMillis(5);

    /** Less than a proxy in front waits: what isn't known is better told by who can say how to go on. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** How long a writer waits for work before it shows that it is alive. */
    private static final Duration IDLE = Duration.ofMillis(500);

    private final MongoCollection<Document> collection;
    private final Admission admission;
    private final BlockingQueue<Waiting> waiting;
    private final List<Worker> writers;
    private volatile boolean running;
    /** Whether the last batch had more than one. */
    private volatile boolean crowded;

    /**
     * Who is let in: whoever would wait too long is better told at once.
     *
     * @param most how many may wait for a writer
     * @param deadline after which a document that still waits isn't sent any more; those who asked for it have gone then
     */
    record Admission(int most, Duration deadline) {
        /** A quarter of a second at full speed, and less than a proxy in front waits for an answer. */
        static final Admission USUAL = new Admission(500, Duration.ofSeconds(3));
    }

    /**
     * @param since {@link System#nanoTime} of its arrival
     * @param inserted completed with whether the document is new; false where a unique value was taken
     */
    private record Waiting(Document document, long since, CompletableFuture<Boolean> inserted) {}

    GroupCommit(MongoCollection<Document> collection, Admission admission) {
        this.collection = collection;
        this.admission = admission;
        this.waiting = new ArrayBlockingQueue<>(admission.most());
        this.writers = IntStream.range(0, WRITERS)
                .mapToObj(number -> new Worker("records-writer-" + number, IDLE, this::writeNext)).toList();
    }

    /**
     * Inserts a document; returns once it is durable. False if a unique index refused it. Where the database can't be
     * reached at all the driver's own exception says so, and nothing was kept; nor was it where an
     * {@link OverloadException} ends it. Any other failure leaves open whether the document stands, and is an
     * {@link UnknownOutcomeException}.
     */
    boolean insert(Document document) throws InterruptedException {
        Waiting mine = new Waiting(document, System.nanoTime(), new CompletableFuture<>());
        if (!running) {
            throw new MongoTimeoutException("No writer takes documents");
        }
        if (!waiting.offer(mine)) {
            throw new OverloadException();
        }
        try {
            return mine.inserted().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stalled) {
            if (waiting.remove(mine)) {
                throw new MongoTimeoutException("The document was never sent");
            }
            throw new UnknownOutcomeException();
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof OverloadException late) {
                throw late;
            }
            if (cause instanceof MongoTimeoutException || cause instanceof MongoSocketOpenException) {
                // The driver found no server to send it to; had an earlier try been sent, it would tell that failure.
                throw (RuntimeException) cause;
            }
            throw new UnknownOutcomeException();
        }
    }

    /** How long the document at the head of the queue has been waiting there; zero if none is. */
    Duration stalledFor() {
        Waiting first = waiting.peek();
        return first == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - first.since());
    }

    /** Whatever happens, those who wait learn of it. An Error is the worker's to tell, which goes on after a pause. */
    private boolean writeNext() throws InterruptedException {
        Waiting first = waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            List<Waiting> batch = new ArrayList<>();
            batch.add(first);
            try {
                if (crowded) {
                    LockSupport.parkNanos(GATHERING.toNanos());
                }
                waiting.drainTo(batch, MOST_AT_ONCE - 1);
                crowded = batch.size() > 1;
                long late = System.nanoTime() - admission.deadline().toNanos();
                batch.removeIf(one -> one.since() - late < 0
                        && one.inserted().completeExceptionally(new OverloadException()));
                if (!batch.isEmpty()) {
                    insert(batch);
                }
            } catch (Throwable failure) {
                batch.forEach(one -> one.inserted().completeExceptionally(failure));
                throw failure;
            }
        }
        return true;
    }

    private void insert(List<Waiting> batch) {
        try {
            collection.insertMany(batch.stream().map(Waiting::document).toList(),
                    new InsertManyOptions().ordered(false));
            batch.forEach(one -> one.inserted().complete(true));
        } catch (MongoBulkWriteException partly) {
            settle(batch, partly);
        } catch (RuntimeException failure) {
            LOG.warn("A batch of {} records got no good answer: {}", batch.size(), failure.toString());
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
    public List<Worker> workers() {
        return writers;
    }

    @Override
    public void start() {
        running = true;
        writers.forEach(Worker::start);
    }

    /** Nobody is left waiting: what was never sent is refused as such. */
    @Override
    public void stop() {
        running = false;
        writers.forEach(Worker::stop);
        List<Waiting> left = new ArrayList<>();
        waiting.drainTo(left);
        left.forEach(one -> one.inserted().completeExceptionally(new MongoTimeoutException("The service stops")));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server takes requests, and until it takes none. */
    @Override
    public int getPhase() {
        return 0;
    }
}
