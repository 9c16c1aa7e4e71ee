package org.imprimatur.publishing.desk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.Topics;
import org.imprimatur.starter.intake.DeadLetters;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/** Reads the end of the dead-letter topic when asked; nobody waits for it, so nothing is kept. */
@Component
final class DeadLetterReader {
    private static final String TOPIC = Topics.deadLetter(Topics.ARTICLES);
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> settings;

    /** @param kafka where the broker is, and how one signs in there */
    DeadLetterReader(KafkaProperties kafka) {
        settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(LIMIT.toMillis()));
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    }

    /** At most that many of the newest of each partition, newest first. */
    List<DeadLetter> newest(int limit) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition())).toList();
            var ends = consumer.endOffsets(partitions);
            var starts = consumer.beginningOffsets(partitions);
            // Assigned, without a group: looking moves nobody's position.
            consumer.assign(partitions);
            ends.forEach((partition, end) -> consumer.seek(partition,
                    Math.max(starts.getOrDefault(partition, 0L), end - limit)));
            var letters = new ArrayList<DeadLetter>();
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < deadline && ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> letters.add(letter(record)));
            }
            letters.sort(Comparator.comparing(DeadLetter::putAsideAt).reversed());
            return letters.stream().limit(limit).toList();
        }
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        return new DeadLetter(record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()),
                record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                header(record, CloudEventHeaders.TYPE), header(record, CloudEventHeaders.ID),
                header(record, DeadLetters.REASON), header(record, DeadLetters.ORIGINAL_OFFSET));
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
