package org.imprimatur.consent.ledger;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.imprimatur.consent.ledger.CommittedDocuments.Pending;

/**
 * Sends commitments to the log's topic: at once those that were just made, and at every sweep whatever has no place in
 * the log yet and wasn't sent by this process. Sending one twice is harmless, the keeper gives it one place.
 */
final class Appender {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** More than wait for a broker that is away; the rest is found by the sweep. */
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 1_000;

    /** With so many sent and not placed the keeper is what is missing, and no message more would help it. */
    private static final int MOST_UNPLACED = 100_000;

    private final LogTopic topic;
    private final LogIdentity identity;
    private final Lazy<Producer<byte[], byte[]>> producer;
    private final CommittedDocuments owner;
    private final LedgerSettings settings;
    private final Clock clock;
    private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    /** Acknowledged by the brokers; forgotten at the first sweep that finds them no longer pending. */
    private final Set<UUID> sent = new HashSet<>();
    private Instant nextSweep = Instant.MIN;
    private boolean topicReady;

    Appender(LogTopic topic, LogIdentity identity, Lazy<Producer<byte[], byte[]>> producer, CommittedDocuments owner,
            LedgerSettings settings, Clock clock) {
        this.topic = topic;
        this.identity = identity;
        this.producer = producer;
        this.owner = owner;
        this.settings = settings;
        this.clock = clock;
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
        if (!clock.instant().isBefore(nextSweep)) {
            sweep();
            nextSweep = clock.instant().plus(settings.sweep());
        }
        return !waiting.isEmpty();
    }

    private void sweep() throws ExecutionException, InterruptedException {
        Instant before = clock.instant().minus(settings.grace());
        Set<UUID> pending = new HashSet<>();
        List<Pending> found;
        UUID after = BEFORE_ALL;
        do {
            found = owner.pending(after, before, MOST_AT_ONCE);
            List<Pending> unsent = new ArrayList<>();
            for (Pending commitment : found) {
                pending.add(commitment.id());
                after = commitment.id();
                if (!sent.contains(commitment.id())) {
                    unsent.add(commitment);
                }
            }
            send(unsent);
        } while (found.size() == MOST_AT_ONCE && pending.size() < MOST_UNPLACED);
        if (pending.size() < MOST_UNPLACED) {
            UUID young = UuidCreator.getTimeOrderedEpochMin(before);
            sent.removeIf(id -> id.compareTo(young) < 0 && !pending.contains(id));
        }
    }

    /** Hands all of them to the producer, then waits until the brokers have them all. */
    private void send(List<Pending> batch) throws ExecutionException, InterruptedException {
        List<Future<?>> acknowledgements = new ArrayList<>(batch.size());
        for (Pending commitment : batch) {
            byte[] entry = identity.entry(commitment.commitment().hash());
            acknowledgements.add(producer.get().send(new ProducerRecord<>(topic.name(), entry)));
        }
        for (Future<?> acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
        batch.forEach(commitment -> sent.add(commitment.id()));
    }
}
