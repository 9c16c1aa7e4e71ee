package org.imprimatur.consent.ledger;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.tlog.entry.CommitmentEntry;
import org.imprimatur.tlog.note.NoteSigner;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** A log with a database and a topic of its own, on the real thing, whose keepers are stepped by the test. */
final class LogFixture {
    private static final Set<String> WRITES = Set.of("insertOne", "insertMany", "updateOne", "bulkWrite");

    final LogIdentity identity;
    final LogTopic topic;
    final MongoDatabase database;
    final CommittedDocuments documents;
    final MongoCollection<Document> collection;
    final TreeStore store;
    private final Brokers brokers;
    private final MongoClient client;
    private final Producer<byte[], byte[]> producer;
    private final SecureRandom random = new SecureRandom();
    private final List<Runnable> open = new ArrayList<>();

    /** The process died before this write. */
    static final class Crash extends RuntimeException {}

    /** A keeper and what it says of itself. */
    record Running(Keeper keeper, KeeperStatus status, TopicReader reader) {}

    LogFixture() throws ExecutionException, InterruptedException {
        String name = "log-" + UUID.randomUUID();
        identity = new LogIdentity("test.example/" + name, CommitmentEntry.CONSENT,
                NoteSigner.generate("test.example/" + name, random));
        KafkaProperties kafka = new KafkaProperties();
        kafka.setBootstrapServers(List.of(KafkaBacking.shared().bootstrapServers()));
        brokers = new Brokers(kafka);
        topic = new LogTopic(name, (short) 1, brokers);
        topic.ensure();
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(MongoBacking.shared().uri()))
                .uuidRepresentation(UuidRepresentation.STANDARD).build());
        database = client.getDatabase(name);
        collection = database.getCollection("documents");
        documents = new CommittedDocuments(collection);
        store = new TreeStore(database, "test");
        producer = brokers.producer();
    }

    /** A keeper as a process would start it. */
    Running keeper() {
        return keeper(database);
    }

    /** A keeper whose process dies before its n-th write, counted from 0. */
    Running keeperCrashingBefore(int write) {
        return keeper(crashing(database, new AtomicInteger(write)));
    }

    private Running keeper(MongoDatabase used) {
        KeeperStatus status = new KeeperStatus("test", new SimpleMeterRegistry());
        TopicReader reader = new TopicReader(topic, brokers);
        open.add(reader::close);
        return new Running(new Keeper(identity, topic, reader, new TreeStore(used, "test"),
                new CommittedDocuments(used.getCollection("documents")), Duration.ZERO, Clock.systemUTC(), status),
                status, reader);
    }

    /** An appender as a process would start it. */
    Appender appender(Brokers used) {
        LedgerSettings.One one = new LedgerSettings.One("", identity.origin(), topic.name());
        var settings = new LedgerSettings(false, Duration.ZERO, Duration.ZERO, Duration.ofMillis(-10), (short) 1, one,
                one);
        Lazy<Producer<byte[], byte[]>> own = new Lazy<>(used::producer, client -> client.close(Duration.ZERO));
        open.add(own::close);
        return new Appender(new LogTopic(topic.name(), (short) 1, used), identity, own, documents, settings,
                Clock.systemUTC());
    }

    Brokers brokers() {
        return brokers;
    }

    /** A durable document that nobody has appended yet. */
    CommittedDocuments.Pending document() {
        UUID id = UuidCreator.getTimeOrderedEpoch(Instant.now());
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
        producer.send(new ProducerRecord<>(topic.name(), message)).get();
    }

    TreeState state() {
        return store.state().orElseThrow();
    }

    /** How many documents have no place yet. */
    long pending() {
        return documents.backlog(Instant.now()).count();
    }

    /** The places that the documents themselves name, in order. */
    List<Long> places() {
        return collection.find().map(document -> document.get("place", Number.class).longValue())
                .into(new ArrayList<>()).stream().sorted().toList();
    }

    private static MongoDatabase crashing(MongoDatabase real, AtomicInteger writesLeft) {
        return proxy(MongoDatabase.class, real, (method, result) -> result instanceof MongoCollection<?> collection
                ? crashing(collection, writesLeft)
                : result, _ -> {});
    }

    private static Object crashing(MongoCollection<?> real, AtomicInteger writesLeft) {
        return proxy(MongoCollection.class, real, (_, result) -> result, method -> {
            if (WRITES.contains(method) && writesLeft.getAndDecrement() <= 0) {
                throw new Crash();
            }
        });
    }

    private static <T> T proxy(Class<T> type, T real, java.util.function.BinaryOperator<Object> after,
            java.util.function.Consumer<String> before) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (_, method, arguments) -> {
            before.accept(method.getName());
            try {
                return after.apply(method.getName(), method.invoke(real, arguments));
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
