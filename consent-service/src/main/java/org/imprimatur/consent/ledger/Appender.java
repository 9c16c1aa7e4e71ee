package org.imprimatur.consent.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.imprimatur.consent.ledger.CommittedDocuments.Pending;

/**
 * Sends commitments to the log's topic: at once those that were just made, and at every sweep whatever has no place in
 * the log yet and is due to be sent, or sent again. Sending one twice is harmless, the keeper gives it one place.
 *
 * <p>
 * A sweep looks at one page of what is pending, and at the next ones only as long as there is something to send: an
 * hour without a keeper doesn't make it read the same backlog again every second.
 */
final class Appender {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** More than wait for a broker that is away; the rest is found by the sweep. */
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 1_000;

    private final LogTopic topic;
    private final LogIdentity identity;
    private final Lazy<Producer<byte[], byte[]>> producer;
    private final CommittedDocuments owner;
    private final Duration sweep;
    private final Lag lag;
    private final LongSupplier nanos;
    private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Attempts attempts;
    private UUID after = BEFORE_ALL;
    private long nextSweep;
    private boolean topicReady;

    /** @param nanos a clock that only goes forward, such as {@link System#nanoTime} */
    Appender(LogTopic topic, LogIdentity identity, Lazy<Producer<byte[], byte[]>> producer, CommittedDocuments owner,
            LedgerSettings settings, Lag lag, LongSupplier nanos) {
        this.topic = topic;
        this.identity = identity;
        this.producer = producer;
        this.owner = owner;
        this.sweep = settings.sweep();
        this.lag = lag;
        this.nanos = nanos;
        this.attempts = new Attempts(settings.grace(), settings.resend(), nanos);
        this.nextSweep = nanos.getAsLong();
    }

    /** Takes a commitment whose document is durable. Never blocks: where there is no room the sweep will find it. */
    boolean offer(Pending commitment) {
        return waiting.offer(commitment);
    }

    /** One step of the relay: what waits, and the sweep when it is due. */
    boolean drain() throws ExecutionException, InterruptedException {
        if (!topicReady) {
            topic.ensure();
            topicReady = true;
        }
        List<Pending> batch = new ArrayList<>();
        waiting.drainTo(batch, MOST_AT_ONCE);
        send(batch);
        if (nextSweep - nanos.getAsLong() <= 0) {
            lag.measure(owner);
            boolean more = true;
            while (more) {
                more = sweepPage();
            }
            nextSweep = nanos.getAsLong() + sweep.toNanos();
        }
        return !waiting.isEmpty();
    }

    /** Whether the next page should be looked at now, too. */
    private boolean sweepPage() throws ExecutionException, InterruptedException {
        List<Pending> found = owner.pending(after, MOST_AT_ONCE);
        List<Pending> due = new ArrayList<>();
        boolean news = false;
        for (Pending commitment : found) {
            news |= attempts.isNew(commitment.id());
            if (attempts.isDue(commitment.id())) {
                due.add(commitment);
            }
        }
        send(due);
        boolean last = found.size() < MOST_AT_ONCE;
        if (last || !attempts.hasRoom()) {
            attempts.endRound(last ? null : found.getLast().id());
            after = BEFORE_ALL;
            return false;
        }
        after = found.getLast().id();
        return news || !due.isEmpty();
    }

    /** Hands all of them to the producer, then waits until the brokers have them all. */
    private void send(List<Pending> batch) throws ExecutionException, InterruptedException {
        List<Future<?>> acknowledgements = new ArrayList<>(batch.size());
        for (Pending commitment : batch) {
            byte[] entry = identity.entry(commitment.commitment().hash());
            acknowledgements.add(
                    producer.get().send(new ProducerRecord<>(topic.name(), TopicReader.key(commitment.id()), entry)));
        }
        try {
            for (Future<?> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
        } catch (ExecutionException refused) {
            // Perhaps somebody deleted it: it is made anew, and the keeper says that it isn't the one it had.
            topicReady = false;
            throw refused;
        }
        batch.forEach(commitment -> attempts.sent(commitment.id()));
    }
}
