package org.imprimatur.publishing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.imprimatur.events.ArticleApproved;
import org.imprimatur.events.ArticleEvent;
import org.imprimatur.events.ArticleTakenDown;
import org.imprimatur.events.ArticleWithdrawn;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.Event;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.Topics;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.jspecify.annotations.Nullable;

/** The content service's side of the broker: sends decisions, reads what became of them. */
final class Newsroom implements AutoCloseable {
    static final String HASH = "sha256:" + "a".repeat(64);

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", KafkaBacking.shared().bootstrapServers(), "linger.ms", 0),
            new ByteArraySerializer(), new ByteArraySerializer());

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static ArticleApproved approved(String id, long sequence, String slug) {
        return approved(id, sequence, slug, null);
    }

    static ArticleApproved approved(String id, long sequence, String slug, @Nullable Instant releaseAt) {
        return new ArticleApproved(id, sequence, 1, HASH, slug, "articles", "About " + slug, null,
                "A first paragraph on " + slug + ".", null, null, List.of("patents"), "en", "edith", Instant.now(),
                releaseAt, null, null);
    }

    static ArticleWithdrawn withdrawn(String id, long sequence, String slug) {
        return new ArticleWithdrawn(id, sequence, 1, HASH, slug, "articles", "edith", Instant.now(), "outdated");
    }

    static ArticleTakenDown takenDown(String id, long sequence, String slug) {
        return new ArticleTakenDown(id, sequence, 1, HASH, slug, "articles", "lena", Instant.now(), "court order");
    }

    void send(ArticleEvent event) throws Exception {
        send(event.articleId(), codec.type(event), codec.encode(event));
    }

    void send(String key, @Nullable String type, byte @Nullable [] value) throws Exception {
        var record = new ProducerRecord<>(Topics.ARTICLES, key.getBytes(StandardCharsets.UTF_8), value);
        if (type != null) {
            record.headers().add(CloudEventHeaders.TYPE, type.getBytes(StandardCharsets.UTF_8));
            record.headers().add(CloudEventHeaders.ID, (key + "-test").getBytes(StandardCharsets.UTF_8));
        }
        producer.send(record).get();
    }

    /** All release events about the article so far. */
    List<Event> outcomes(String articleId) {
        var found = new ArrayList<Event>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", KafkaBacking.shared().bootstrapServers()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.RELEASES).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    var type = new String(record.headers().lastHeader(CloudEventHeaders.TYPE).value(),
                            StandardCharsets.UTF_8);
                    codec.decode(type, record.value()).filter(event -> event.articleId().equals(articleId))
                            .ifPresent(found::add);
                });
            }
        }
        return found;
    }

    @Override
    public void close() {
        producer.close();
    }
}
