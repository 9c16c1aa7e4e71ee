package org.imprimatur.publishing.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Puts records aside on {@code imprimatur.articles.dlt}: value and headers as they came, the same partition, and why.
 */
final class DeadLetters {
    static final String BINDING = "article-dead-letters-out-0";
    static final String REASON = "imprimatur-reason";
    static final String ORIGINAL_OFFSET = "imprimatur-original-offset";
    static final String ORIGINAL_PARTITION = "imprimatur-original-partition";
    static final String ORIGINAL_TOPIC = "imprimatur-original-topic";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final StreamBridge bridge;
    private final Counter counter;

    DeadLetters(StreamBridge bridge, MeterRegistry meters) {
        this.bridge = bridge;
        this.counter = meters.counter("imprimatur.dead.letters");
    }

    /** Returns once the broker has it. */
    void put(Incoming record, String reason) {
        byte[] value = record.value();
        var message = MessageBuilder.withPayload(value == null ? new byte[0] : value);
        record.headers().forEach((name, header) -> {
            if (name.startsWith("ce_") || name.equals(CloudEventHeaders.TRACE_PARENT)) {
                message.setHeader(name, record.header(name));
            }
        });
        message.setHeader(MessageHeaders.CONTENT_TYPE, CloudEventHeaders.JSON)
                .setHeader(CloudEventHeaders.CONTENT_TYPE, CloudEventHeaders.JSON)
                .setHeader(KafkaHeaders.PARTITION, record.partition())
                .setHeader(REASON, reason).setHeader(ORIGINAL_TOPIC, Topics.ARTICLES)
                .setHeader(ORIGINAL_PARTITION, Integer.toString(record.partition()))
                .setHeader(ORIGINAL_OFFSET, Long.toString(record.offset()));
        if (record.key() != null) {
            message.setHeader(KafkaHeaders.KEY, record.key());
        }
        if (!bridge.send(BINDING, message.build())) {
            throw new IllegalStateException("The channel to Kafka didn't take the dead letter");
        }
        counter.increment();
        LOG.warn("Dead letter from {}-{} at offset {}: {}", Topics.ARTICLES, record.partition(), record.offset(),
                reason);
    }
}
