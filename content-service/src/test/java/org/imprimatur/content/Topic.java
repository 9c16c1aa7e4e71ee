package org.imprimatur.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.imprimatur.localstack.backing.KafkaBacking;

/** A topic as another program meets it: with a plain client. */
public final class Topic {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String name;

    private final String servers;

    /** A topic of the broker that all tests share. */
    public Topic(String name) {
        this(name, KafkaBacking.shared().bootstrapServers());
    }

    public Topic(String name, String servers) {
        this.name = name;
        this.servers = servers;
    }

    public boolean exists() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
            return admin.listTopics().names().get().contains(name);
        }
    }

    /** A message on the wire. */
    public record Letter(String key, Map<String, String> headers, String value) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Waits until the topic holds that many messages with this key, and returns all that it holds. */
    public List<Letter> await(String key, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers, "group.id",
                        "test-" + UUID.randomUUID()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<Letter> found = new ArrayList<>();
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (found.size() < count) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(found.size() + " of " + count + " messages for " + key + ": " + found);
                }
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                    Letter letter = letter(message);
                    if (letter.key().equals(key)) {
                        found.add(letter);
                    }
                }
            }
            return found;
        }
    }

    /** Everything with this key that the topic holds now. */
    public List<Letter> all(String key) {
        try (var consumer = new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", servers),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Letter> found = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> found.add(letter(message)));
            }
            return found.stream().filter(letter -> letter.key().equals(key)).toList();
        }
    }

    /** Sends and waits for the broker's word. */
    public void send(String key, String type, byte[] value) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            var message = new ProducerRecord<>(name, key.getBytes(UTF_8), value);
            message.headers().add("ce_type", type.getBytes(UTF_8)).add("ce_specversion", "1.0".getBytes(UTF_8))
                    .add("content-type", "application/json".getBytes(UTF_8));
            producer.send(message).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Letter letter(ConsumerRecord<byte[], byte[]> message) {
        Map<String, String> headers = new TreeMap<>();
        message.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return new Letter(message.key() == null ? "" : new String(message.key(), UTF_8), headers,
                new String(message.value(), UTF_8));
    }
}
