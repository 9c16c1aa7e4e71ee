package org.imprimatur.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.starter.fault.FailPoint;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.merkle.Hash;
import org.imprimatur.tlog.note.NoteSigner;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.note.VerifierKey;
import org.imprimatur.tlog.tile.LogEdge;
import org.imprimatur.tlog.tile.TileReader;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** A log with a database and a topic of its own, on the real thing, whose keepers are stepped by the test. */
final class LogFixture {
    private static final Set<String> WRITES = Set.of("insertOne", "insertMany", "updateOne", "updateMany", "bulkWrite");

    static final Duration RESEND = Duration.ofMinutes(1);

    final LogIdentity identity;
    final LogTopic topic;
    final MongoDatabase database;
    final CommittedDocuments documents;
    final MongoCollection<Document> collection;
    final TreeStore store;
    final Brokers brokers;
    private final MongoClient client;
    private final Producer<byte[], byte[]> producer;
    private final SecureRandom random = new SecureRandom();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Runnable> open = new ArrayList<>();

    /** The process died before this write. */
    static final class Crash extends RuntimeException {}

    record Running(Keeper keeper, KeeperStatus status, TopicReader reader) {}

    LogFixture() throws ExecutionException, InterruptedException {
        this(MongoBacking.shared().uri());
    }

    /** The same in the database at this address. */
    LogFixture(String databaseUri) throws ExecutionException, InterruptedException {
        String name = "log-" + UUID.randomUUID();
        identity = new LogIdentity("test.example/" + name, CommitmentEntry.CONSENT,
                NoteSigner.generate("test.example/" + name, random), List.of(), null);
        KafkaProperties kafka = new KafkaProperties();
        kafka.setBootstrapServers(List.of(KafkaBacking.shared().bootstrapServers()));
        brokers = new Brokers(kafka);
        topic = new LogTopic(name, (short) 1, "", brokers);
        topic.ensure();
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(databaseUri))
                .uuidRepresentation(UuidRepresentation.STANDARD).build());
        database = client.getDatabase(name);
        collection = database.getCollection("documents");
        documents = new CommittedDocuments(collection);
        documents.makeIndexes();
        store = new TreeStore(database, "test");
        producer = brokers.producer();
    }

    /** A keeper as a process would start it. */
    Running keeper() {
        return keeper(database);
    }

    /** A keeper whose process dies before its n-th write, counted from 0. */
    Running keeperCrashingBefore(int write) {
        AtomicInteger writesLeft = new AtomicInteger(write);
        return keeperHeeding(() -> {
            if (writesLeft.getAndDecrement() <= 0) {
                throw new Crash();
            }
        });
    }

    /** A keeper that does this before each of its writes. */
    Running keeperHeeding(Runnable beforeWrite) {
        return keeper(heeding(database, WRITES, beforeWrite));
    }

    /** A log of another name or key, which had these keys before. */
    LogIdentity as(String origin, NoteSigner signer, VerifierKey... previous) {
        return new LogIdentity(origin, CommitmentEntry.CONSENT, signer, List.of(previous), null);
    }

    /** A keeper with another name or key. */
    Running keeper(LogIdentity as) {
        return keeper(as, topic, database);
    }

    /** A keeper that an operator wants to go on with the topic of this id. */
    Running keeperResumingOn(String topicId) {
        return keeper(identity, new LogTopic(topic.name(), (short) 1, topicId, brokers), database);
    }

    private Running keeper(MongoDatabase used) {
        return keeper(identity, topic, used);
    }

    /** A keeper that goes by this clock. */
    Running keeper(LongSupplier nanos) {
        return keeper(identity, topic, database, nanos);
    }

    private Running keeper(LogIdentity as, LogTopic on, MongoDatabase used) {
        return keeper(as, on, used, System::nanoTime);
    }

    private Running keeper(LogIdentity as, LogTopic on, MongoDatabase used, LongSupplier nanos) {
        KeeperStatus status = new KeeperStatus("test", new SimpleMeterRegistry());
        TopicReader reader = new TopicReader(on, brokers);
        open.add(reader::close);
        return new Running(new Keeper(as, on, reader, new TreeStore(used, "test"),
                new CommittedDocuments(used.getCollection("documents")),
                new Keeper.Pace(Duration.ZERO, Duration.ofMillis(20), Duration.ZERO), Runnable::run, nanos, status,
                FailPoint.NONE),
                status, reader);
    }

    /** An appender as a process would start it. */
    Appender appender(Brokers used) {
        return appender(used, Duration.ZERO, System::nanoTime);
    }

    /** An appender that leaves documents to others for a while, by this clock. */
    Appender appender(Brokers used, Duration grace, LongSupplier nanos) {
        return appender(used, grace, nanos, () -> {});
    }

    /** The same, telling of each question that it asks the database. */
    Appender appender(Brokers used, Duration grace, LongSupplier nanos, Runnable beforeFind) {
        LedgerSettings.One one = new LedgerSettings.One("", identity.origin(), topic.name(), List.of(), "", "");
        var settings = new LedgerSettings(false, Duration.ZERO, Duration.ZERO, grace, RESEND, (short) 1, one, one);
        Lazy<Producer<byte[], byte[]>> own = new Lazy<>(used::producer, client -> client.close(Duration.ZERO));
        open.add(own::close);
        return new Appender(new LogTopic(topic.name(), (short) 1, "", used), identity, own,
                new CommittedDocuments(
                        heeding(database, Set.of("find"), beforeFind).getCollection("documents")),
                settings,
                new Lag("test", metrics, Clock.systemUTC()), nanos);
    }

    /** A durable document that nobody has appended yet. */
    CommittedDocuments.Pending document() {
        return document(Instant.now());
    }

    /** A durable document that was made at this time. */
    CommittedDocuments.Pending document(Instant time) {
        UUID id = UuidCreator.getTimeOrderedEpoch(time);
        Commitment commitment = Commitment.to(Map.of("id", id.toString()), random);
        collection.insertOne(CommittedDocuments.mark(new Document("_id", id), commitment));
        return new CommittedDocuments.Pending(id, commitment);
    }

    /** Sends the commitments of this many fresh documents. */
    List<Commitment> send(int count) throws ExecutionException, InterruptedException {
        List<Commitment> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Commitment commitment = document().commitment();
            sent.add(commitment);
            send(identity.entry(commitment.hash()));
        }
        return sent;
    }

    /** Sends whatever this is, and waits until the broker has it. */
    void send(byte[] message) throws ExecutionException, InterruptedException {
        send(null, message);
    }

    /** The same, naming a document. */
    void send(@Nullable UUID owner, byte[] message) throws ExecutionException, InterruptedException {
        Future<?> sent = producer.send(
                new ProducerRecord<>(topic.name(), owner == null ? null : TopicReader.key(owner), message));
        // Nothing else will come that would be worth waiting for.
        producer.flush();
        sent.get();
    }

    /** Sends commitments of documents that this database doesn't have, and waits for all of them at once. */
    void sendStrangers(int count) throws ExecutionException, InterruptedException {
        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] entry = identity.entry(Commitment.to(Map.of("i", i), random).hash());
            sent.add(producer.send(new ProducerRecord<>(topic.name(), entry)));
        }
        for (Future<?> acknowledgement : sent) {
            acknowledgement.get();
        }
    }

    /** What anybody is served of the log's tiles now. */
    TileReader served() {
        return store.tiles(state());
    }

    /** Sees that everything that was signed is served, and nothing else. */
    void requireWhole() {
        requireWhole(LogEdge.empty());
    }

    /** The same from this edge on; returns the log's edge now. */
    LogEdge requireWhole(LogEdge checked) {
        TreeState state = state();
        return new ServedTiles(state, store.tiles(state)).requireWhole(checked);
    }

    TreeState state() {
        return store.state().orElseThrow();
    }

    /** The stored checkpoint, as the log's key signed it. */
    Checkpoint checkpoint() {
        return Checkpoint.open(SignedNote.parse(state().checkpoint()), identity.signer().verifierKey());
    }

    /** Lets this keeper work until the log has this size, and every document that is in it knows its place. */
    void keepUntil(Running keeper, long size) throws ExecutionException, InterruptedException {
        while (store.state().isEmpty() || state().size() < size || pending() > 0) {
            assertThat(keeper.keeper().turn()).as(keeper.status().reason()).isTrue();
        }
    }

    /** How many documents have no place yet. */
    long pending() {
        return documents.backlog().count();
    }

    /** The places of the documents' commitments, in order. */
    List<Long> places() {
        List<Hash> commitments = collection.find().map(found -> CommittedDocuments.commitment(found).hash())
                .into(new ArrayList<>());
        return store.places(commitments, Long.MAX_VALUE).values().stream().sorted().toList();
    }

    /** How many messages the topic holds. */
    long messages() throws ExecutionException, InterruptedException {
        TopicPartition only = new TopicPartition(topic.name(), 0);
        try (Admin admin = brokers.admin()) {
            return admin.listOffsets(Map.of(only, OffsetSpec.latest())).partitionResult(only).get().offset()
                    - admin.listOffsets(Map.of(only, OffsetSpec.earliest())).partitionResult(only).get().offset();
        }
    }

    private static MongoDatabase heeding(MongoDatabase real, Set<String> methods, Runnable before) {
        return proxy(MongoDatabase.class, real, result -> switch (result) {
            case MongoCollection<?> collection -> heeding(collection, methods, before);
            case MongoDatabase same -> heeding(same, methods, before);
            default -> result;
        }, _ -> {});
    }

    private static Object heeding(MongoCollection<?> real, Set<String> methods, Runnable before) {
        // A collection with other settings is a collection, too.
        return proxy(MongoCollection.class, real, result -> result instanceof MongoCollection<?> collection
                ? heeding(collection, methods, before)
                : result, method -> {
                    if (methods.contains(method)) {
                        before.run();
                    }
                });
    }

    private static <T> T proxy(Class<T> type, T real, UnaryOperator<Object> after,
            Consumer<String> before) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (_, method, arguments) -> {
            before.accept(method.getName());
            try {
                return after.apply(method.invoke(real, arguments));
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        }));
    }

    void close() {
        open.forEach(Runnable::run);
        producer.close();
        topic.close();
        database.drop();
        client.close();
    }
}
