package org.imprimatur.torture.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.imprimatur.localstack.process.StackException;

/** Sends article events once more, signatures and all, as a broker or a relay may: late, twice, the newest first. */
final class Repeater {
    private static final String TOPIC = "imprimatur.articles";
    private static final int MOST = 40;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String broker;

    Repeater(String broker) {
        this.broker = broker;
    }

    /**
     * Answers how many were sent.
     *
     * @throws StackException if the broker is away
     */
    int repeat(long seed) {
        List<ConsumerRecord<byte[], byte[]>> all = read();
        Random random = new Random(seed);
        int count = Math.min(MOST, all.size());
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker, "acks", "all", "max.block.ms",
                "10000", "delivery.timeout.ms", "20000", "request.timeout.ms", "10000"), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int number = 0; number < count; number++) {
                var one = all.get(random.nextInt(all.size()));
                producer.send(new ProducerRecord<>(TOPIC, one.partition(), one.key(), one.value(), one.headers()))
                        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            return count;
        } catch (ExecutionException | TimeoutException away) {
            throw new StackException("no event could be sent again: " + away, away);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read() {
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", broker, "default.api.timeout.ms", "10000"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            long end = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < end
                    && ends.entrySet().stream().anyMatch(one -> consumer.position(one.getKey()) < one.getValue())) {
                consumer.poll(Duration.ofMillis(500)).forEach(all::add);
            }
            return all;
        } catch (org.apache.kafka.common.KafkaException away) {
            throw new StackException("the article events can't be read: " + away, away);
        }
    }
}
