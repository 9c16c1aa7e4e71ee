package org.imprimatur.publishing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.imprimatur.events.ArticleApprovalRevoked;
import org.imprimatur.events.ArticleApproved;
import org.imprimatur.events.ArticleEvent;
import org.imprimatur.events.ArticleTakenDown;
import org.imprimatur.events.ArticleWithdrawn;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.Event;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.EventSigner;
import org.imprimatur.events.Topics;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.imprimatur.tlog.note.NoteSigner;
import org.jspecify.annotations.Nullable;

/** The content service's side of the broker: sends decisions, reads what became of them. */
final class Newsroom implements AutoCloseable {
    static final String HASH = "sha256:" + "a".repeat(64);

    /** The newsroom's key, as the services of these tests know it. */
    static final NoteSigner KEY = NoteSigner.generate("newsroom.example/articles", new SecureRandom());

    private final EventCodec codec = new EventCodec();
    private final String servers;
    private final KafkaProducer<byte[], byte[]> producer;

    /** At the broker that all tests share. */
    Newsroom() {
        this(KafkaBacking.shared().bootstrapServers());
    }

    Newsroom(String servers) {
        this.servers = servers;
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers, "linger.ms", 0),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static ArticleApproved approved(String id, long sequence, String slug) {
        return approved(id, sequence, slug, null);
    }

    static ArticleApproved approved(String id, long sequence, String slug, @Nullable Instant releaseAt) {
        var unhashed = approved(id, sequence, slug, releaseAt, HASH);
        return approved(id, sequence, slug, releaseAt, unhashed.contentHash());
    }

    static ArticleApproved approved(String id, long sequence, String slug, @Nullable Instant releaseAt,
            String revisionHash) {
        return new ArticleApproved(id, sequence, 1, revisionHash, slug, "articles", "About " + slug, null,
                "A first paragraph on " + slug + ".", null, null, List.of("patents"), "en", "edith", Instant.now(),
                releaseAt, releaseAt == null ? Instant.now() : releaseAt, List.of(), HASH);
    }

    static ArticleWithdrawn withdrawn(String id, long sequence, String slug) {
        return new ArticleWithdrawn(id, sequence, 1, HASH, slug, "articles", "edith", Instant.now(), "outdated",
                HASH);
    }

    static ArticleApprovalRevoked revoked(String id, long sequence, String slug) {
        return new ArticleApprovalRevoked(id, sequence, 1, HASH, slug, "articles", "edith", Instant.now(), null, HASH,
                null);
    }

    static ArticleTakenDown takenDown(String id, long sequence, String slug) {
        return new ArticleTakenDown(id, sequence, 1, HASH, slug, "articles", "lena", Instant.now(), "court order",
                HASH);
    }

    /** An approval that keeps to its contract, of a story that can't be set as a page. */
    byte[] unprintable(String id, String slug) {
        // Half an emoji, as some program cut it off. Only as JSON's escape can it be written at all.
        return new String(codec.encode(approved(id, 1, slug)), StandardCharsets.UTF_8)
                .replace("\"About ", "\"Half an emoji \\ud83d about ").getBytes(StandardCharsets.UTF_8);
    }

    void send(ArticleEvent event) throws Exception {
        send(event, null);
    }

    void send(ArticleEvent event, @Nullable String traceParent) throws Exception {
        send(event.articleId(), codec.type(event), codec.encode(event), traceParent);
    }

    void send(String key, @Nullable String type, byte @Nullable [] value) throws Exception {
        send(key, type, value, null);
    }

    /** Signed as content-service signs, where there is something to sign. */
    private void send(String key, @Nullable String type, byte @Nullable [] value, @Nullable String traceParent)
            throws Exception {
        send(key, type, value, traceParent, type == null || value == null
                ? null
                : new EventSigner(KEY).sign(key + "-test", type, key, value));
    }

    void send(String key, @Nullable String type, byte @Nullable [] value, @Nullable String traceParent,
            @Nullable String signature) throws Exception {
        var record = new ProducerRecord<>(Topics.ARTICLES, key.getBytes(StandardCharsets.UTF_8), value);
        if (type != null) {
            record.headers().add(CloudEventHeaders.TYPE, type.getBytes(StandardCharsets.UTF_8));
            record.headers().add(CloudEventHeaders.ID, (key + "-test").getBytes(StandardCharsets.UTF_8));
            record.headers().add(CloudEventHeaders.SUBJECT, key.getBytes(StandardCharsets.UTF_8));
        }
        if (signature != null) {
            record.headers().add(CloudEventHeaders.SIGNATURE, signature.getBytes(StandardCharsets.UTF_8));
        }
        if (traceParent != null) {
            record.headers().add(CloudEventHeaders.TRACE_PARENT, traceParent.getBytes(StandardCharsets.UTF_8));
        }
        producer.send(record).get();
    }

    /** All release events about the article so far. */
    List<Event> outcomes(String articleId) {
        return letters(articleId).stream().map(letter -> codec.decode(header(letter, CloudEventHeaders.TYPE),
                letter.value()).orElseThrow()).toList();
    }

    /** The traces that those events belong to. */
    List<String> traceParents(String articleId) {
        return letters(articleId).stream().map(letter -> header(letter, CloudEventHeaders.TRACE_PARENT)).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> letters(String articleId) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", servers),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.RELEASES).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        found.removeIf(letter -> !articleId.equals(new String(letter.key(), StandardCharsets.UTF_8)));
        return found;
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
