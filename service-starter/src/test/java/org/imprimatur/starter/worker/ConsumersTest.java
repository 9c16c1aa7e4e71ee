package org.imprimatur.starter.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.TopicPartitionOffset;

/** An error in a listener stops its container for good; the watchdog starts it again. */
class ConsumersTest {
    private static final TopicPartition PLACE = new TopicPartition("events", 0);

    private final List<Long> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger(1);

    @Test
    void aConsumerThatAnErrorEndedGoesOnWithTheSameRecord() {
        var container = new ConcurrentMessageListenerContainer<>(consumers(), properties());
        Consumers consumers = new Consumers(consumer -> {});
        consumers.watch("consumer of events", container);
        Watched consumer = consumers.known().getFirst();
        Watchdog watchdog = new Watchdog(consumers::known, Duration.ofHours(1), Duration.ofMillis(10));
        container.start();
        watchdog.start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> seen.contains(0L));
            await().until(() -> consumer.doing().equals("consuming"));
            assertThat(consumer.errors()).isEqualTo(1);
        } finally {
            watchdog.stop();
            container.stop();
        }
    }

    private ContainerProperties properties() {
        ContainerProperties properties = new ContainerProperties(
                new TopicPartitionOffset(
                        PLACE.topic(), PLACE.partition(), 0L));
        properties.setMessageListener((MessageListener<byte[], byte[]>) record -> {
            if (failures.getAndDecrement() > 0) {
                throw new StackOverflowError("in the listener");
            }
            seen.add(record.offset());
        });
        return properties;
    }

    /** A consumer without a broker, with one record; each start of the container gets a new one. */
    private static ConsumerFactory<byte[], byte[]> consumers() {
        return new DefaultKafkaConsumerFactory<>(Map.of("group.id", "group")) {
            @Override
            public Consumer<byte[], byte[]> createConsumer(@Nullable String group, @Nullable String prefix,
                    @Nullable String suffix, @Nullable Properties more) {
                MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
                consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
                consumer.schedulePollTask(() -> consumer
                        .addRecord(
                                new ConsumerRecord<>(PLACE.topic(), PLACE.partition(), 0L, new byte[0], new byte[0])));
                return consumer;
            }
        };
    }
}
