package org.imprimatur.consent.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.imprimatur.starter.fault.FailPoint;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.tile.LogEdge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tree out of the topic: reads messages in offset order, gives every new commitment the next place, stores
 * tiles, and then moves the state, checkpoint included, in one conditional write. Whatever fails, a restart goes on from
 * the state: tiles written too early are written again with the same bytes, places not written down are made up for.
 *
 * <p>
 * Any number of keepers may run. One whose conditional write fails has signed nothing that anybody can see; it waits
 * and starts over from what the other one wrote. Used by one thread.
 */
final class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final int MOST_AT_ONCE = 10_000;

    /** How long a topic from which nothing comes is believed to be there still. */
    static final Duration LOOK = Duration.ofSeconds(5);

    private final LogIdentity identity;
    private final LogTopic topic;
    private final TopicReader reader;
    private final TreeStore store;
    private final CommittedDocuments owner;
    private final Pace pace;
    private final Executor aside;
    private final LongSupplier nanos;
    private final KeeperStatus status;
    private final FailPoint failPoint;
    private @Nullable Position position;
    private CompletableFuture<Void> placing = CompletableFuture.completedFuture(null);
    private long nextCheckpoint;
    private long nextLook;

    /**
     * How fast it goes.
     *
     * @param checkpointInterval at most one checkpoint is signed in this time
     * @param idle how long a turn waits for the first message
     * @param standby how long it leaves the log to another keeper that was faster
     */
    record Pace(Duration checkpointInterval, Duration idle, Duration standby) {}

    /** The state in the database and the tree's edge that belongs to it. */
    private record Position(TreeState state, LogEdge edge) {}

    /**
     * @param aside writes places down while the next messages gather
     * @param nanos a clock that only goes forward, such as {@link System#nanoTime}
     */
    Keeper(LogIdentity identity, LogTopic topic, TopicReader reader, TreeStore store, CommittedDocuments owner,
            Pace pace, Executor aside, LongSupplier nanos, KeeperStatus status,
            FailPoint failPoint) {
        this.identity = identity;
        this.topic = topic;
        this.reader = reader;
        this.store = store;
        this.owner = owner;
        this.pace = pace;
        this.aside = aside;
        this.nanos = nanos;
        this.nextCheckpoint = nanos.getAsLong();
        this.nextLook = nextCheckpoint + LOOK.toNanos();
        this.status = status;
        this.failPoint = failPoint;
    }

    /** One step of the relay: waits a moment for messages and makes a checkpoint of them. */
    boolean turn() throws ExecutionException, InterruptedException {
        if (status.isStopped()) {
            return false;
        }
        try {
            Position from = position == null ? open() : position;
            // Whatever fails from here on, the next turn begins with what is stored.
            position = null;
            position = from == null ? lost() : turn(from);
        } catch (LogMisfitException misfit) {
            status.stop(String.valueOf(misfit.getMessage()));
            LOG.error("The keeper of {} has stopped and signs nothing: {}", identity.origin(), misfit.getMessage());
        }
        return !status.isStopped();
    }

    private @Nullable Position turn(Position from) throws ExecutionException, InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> messages = gather();
        // Nothing is made of messages before all that came before them has its place.
        placing.get();
        if (!messages.isEmpty()) {
            return extend(from, messages);
        }
        if (nextLook - nanos.getAsLong() <= 0) {
            // From a topic that somebody deleted nothing comes either.
            reader.requireTopic(from.state());
            nextLook = nanos.getAsLong() + LOOK.toNanos();
        }
        return from;
    }

    /** Forgets where it was, so that the next turn begins with what is stored: its reader has been closed since. */
    void startOver() {
        position = null;
    }

    private @Nullable Position open() throws ExecutionException, InterruptedException {
        placing = CompletableFuture.completedFuture(null);
        Optional<TreeState> stored = store.state();
        if (stored.isEmpty()) {
            topic.ensure();
            store.begin(firstState());
            stored = store.state();
        }
        TreeState state = stored.orElseThrow(() -> new IllegalStateException("The log's state was not stored"));
        identity.requireOwn(state);
        LogEdge edge = LogEdge.load(state.size(), state.root(), store.tiles(state));
        identity.requirePublished(state, store.tiles(state));
        TreeState next = onItsTopic(state);
        if (!identity.hasSigned(next)) {
            // A new key signs on from what the old one signed last.
            next = next.signed(identity.sign(edge));
        }
        if (!next.equals(state)) {
            if (!store.advance(state, next)) {
                return null;
            }
            LOG.warn("The log {} goes on with topic {} from offset {}, signed by {}", identity.origin(),
                    next.topicId(), next.offset(), identity.signer().verifierKey());
            state = next;
        }
        if (state.placed() < state.size()) {
            place(identity.places(state.placed(), store.entries(state, state.placed())), Map.of());
        }
        status.at(state);
        return new Position(state, edge);
    }

    /** The state itself if the topic fits it; else the state on the topic that an operator wants it to go on with. */
    private TreeState onItsTopic(TreeState state) throws ExecutionException, InterruptedException {
        try {
            reader.continueAfter(state);
            return state;
        } catch (LogMisfitException misfit) {
            String there = topic.id();
            if (there == null || !topic.isToResumeOn(there)) {
                throw new LogMisfitException(misfit.getMessage() + "; the topic's id is now " + there);
            }
            TreeState resumed = state.on(there);
            reader.continueAfter(resumed);
            return resumed;
        }
    }

    private TreeState firstState() throws ExecutionException, InterruptedException {
        String id = topic.id();
        if (id == null) {
            throw new IllegalStateException("The topic " + topic.name() + " isn't there yet");
        }
        LogEdge empty = LogEdge.empty();
        return new TreeState(0, 0, id, Hash.EMPTY_ROOT, empty.root(), List.of(), Map.of(), identity.sign(empty), 0);
    }

    /** Messages up to the time when the next checkpoint may be made; none if none comes for a while. */
    private List<ConsumerRecord<byte[], byte[]>> gather() {
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>(reader.next(pace.idle()));
        Duration left = Duration.ofNanos(nextCheckpoint - nanos.getAsLong());
        while (!messages.isEmpty() && messages.size() < MOST_AT_ONCE && left.isPositive()) {
            messages.addAll(reader.next(left));
            left = Duration.ofNanos(nextCheckpoint - nanos.getAsLong());
        }
        return messages;
    }

    private @Nullable Position extend(Position from, List<ConsumerRecord<byte[], byte[]>> messages)
            throws ExecutionException, InterruptedException {
        reader.requireTopic(from.state());
        Map<Hash, UUID> owners = new HashMap<>();
        Map<Hash, Long> fresh = newPlaces(from.state().size(), messages, owners);
        List<byte[]> entries = fresh.keySet().stream().map(identity::entry).toList();
        identity.requirePublished(from.edge(), entries);
        LogEdge.Growth growth = from.edge().append(entries);
        Map<String, String> elsewhere = store.put(from.state(), growth.tiles());
        failPoint.pass("tile|checkpoint");
        TreeState next = next(from.state(), growth.edge(), elsewhere, messages.getLast());
        if (!store.advance(from.state(), next)) {
            return lost();
        }
        nextCheckpoint = nanos.getAsLong() + pace.checkpointInterval().toNanos();
        status.at(next);
        failPoint.pass("checkpoint|places");
        placing = CompletableFuture.runAsync(() -> place(fresh, owners), aside);
        return new Position(next, growth.edge());
    }

    private TreeState next(TreeState from, LogEdge edge, Map<String, String> elsewhere,
            ConsumerRecord<byte[], byte[]> last) {
        String checkpoint = edge.size() == from.size() ? from.checkpoint() : identity.sign(edge);
        // The places of what was there before are written down by now: this turn began with them.
        return new TreeState(edge.size(), last.offset() + 1, from.topicId(), TopicReader.hash(last), edge.root(),
                edge.partialTiles(), elsewhere, checkpoint, from.size());
    }

    /**
     * What gets a place, in the order of offsets: entries whose commitment has none yet.
     *
     * @param owners receives the documents that the messages name
     */
    private Map<Hash, Long> newPlaces(long size, List<ConsumerRecord<byte[], byte[]>> messages,
            Map<Hash, UUID> owners) {
        List<Hash> commitments = new ArrayList<>(messages.size());
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            Optional<Hash> commitment = identity.commitment(TopicReader.value(message));
            UUID owner = TopicReader.owner(message);
            if (owner != null) {
                commitment.ifPresent(known -> owners.put(known, owner));
            }
            commitment.ifPresentOrElse(commitments::add, () -> {
                status.malformed();
                LOG.warn("Offset {} of {} is no entry and has no place", message.offset(), topic.name());
            });
        }
        Map<Hash, Long> taken = store.places(commitments, size);
        Map<Hash, Long> fresh = new LinkedHashMap<>();
        for (Hash commitment : commitments) {
            if (!taken.containsKey(commitment)) {
                fresh.putIfAbsent(commitment, size + fresh.size());
            }
        }
        return fresh;
    }

    private void place(Map<Hash, Long> places, Map<Hash, UUID> owners) {
        store.place(places);
        owner.placed(places.keySet(), owners);
    }

    private @Nullable Position lost() throws InterruptedException {
        LOG.info("Another keeper of {} was faster; this one stands by", identity.origin());
        status.standBy();
        Thread.sleep(pace.standby());
        return null;
    }
}
