package org.imprimatur.torture.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.imprimatur.localstack.process.StackException;

/** Reads what a topic holds, and writes such records to it again, each to its own partition. */
public final class TopicContents {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String broker;

    /** @param broker its address */
    public TopicContents(String broker) {
        this.broker = broker;
    }

    /**
     * All that a topic holds, in order per partition.
     *
     * @throws StackException if the broker is away
     */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", broker, "default.api.timeout.ms", "10000"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            long end = System.nanoTime() + LIMIT.toNanos();
            while (ends.entrySet().stream().anyMatch(one -> consumer.position(one.getKey()) < one.getValue())) {
                if (System.nanoTime() > end) {
                    throw new StackException("the end of " + topic + " wasn't reached in " + LIMIT);
                }
                consumer.poll(Duration.ofMillis(500)).forEach(all::add);
            }
            return all;
        } catch (KafkaException away) {
            throw new StackException(topic + " can't be read: " + away, away);
        }
    }

    /**
     * Writes records as they were, signatures and all, in this order: one request after the other. A broker may refuse the
     * first because it doesn't know the topic yet, and take the second, after which the first never fits any more.
     *
     * @throws StackException if the broker is away, before all are written
     */
    void write(List<ConsumerRecord<byte[], byte[]>> records) {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker, "acks", "all", "max.block.ms",
                "10000", "delivery.timeout.ms", "20000", "request.timeout.ms", "10000",
                "max.in.flight.requests.per.connection", "1"), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (var one : records) {
                sent.add(producer.send(new ProducerRecord<>(one.topic(), one.partition(), one.key(), one.value(),
                        one.headers())));
            }
            for (Future<?> one : sent) {
                one.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            throw new StackException("no event could be sent again: " + away, away);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
