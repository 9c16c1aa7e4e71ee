package org.imprimatur.starter.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Puts records aside that can't be processed, now or ever: value and event headers as they came, to the partition of
 * the same number, and why. One by one and by the consumer itself, since the binder's own way parks a whole poll for the
 * sake of one record. The service binds {@value #BINDING} to the dead-letter topic.
 */
public final class DeadLetters {
    /** Why the record was put aside, a sentence. */
    public static final String REASON = "imprimatur-reason";
    /** Where it stood, so that what happened around it can be found. */
    public static final String ORIGINAL_OFFSET = "imprimatur-original-offset";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String BINDING = "dead-letters-out-0";
    private static final String JSON = "application/json";

    private final StreamBridge bridge;
    private final String topic;
    private final Counter counter;

    /** @param topic whose records they are, not the one they are put on */
    public DeadLetters(StreamBridge bridge, MeterRegistry meters, String topic) {
        this.bridge = bridge;
        this.topic = topic;
        this.counter = Counter.builder("imprimatur.dead.letters").description("Messages put aside")
                .tag("topic", topic).register(meters);
    }

    /** Returns once the broker has it; throws, for the container to bring the record again, while the broker is away. */
    public void put(Incoming record, String reason) {
        byte[] value = record.value();
        var message = MessageBuilder.withPayload(value == null ? new byte[0] : value);
        record.headers().keySet().stream().filter(name -> name.startsWith("ce_") || name.equals("traceparent")
                || name.equals("imprimatur_signature"))
                .forEach(name -> message.setHeader(name, record.header(name)));
        message.setHeader(MessageHeaders.CONTENT_TYPE, JSON).setHeader("content-type", JSON)
                .setHeader(KafkaHeaders.PARTITION, record.partition()).setHeader(REASON, reason)
                .setHeader("imprimatur-original-topic", topic)
                .setHeader("imprimatur-original-partition", Integer.toString(record.partition()))
                .setHeader(ORIGINAL_OFFSET, Long.toString(record.offset()));
        if (record.key() != null) {
            message.setHeader(KafkaHeaders.KEY, record.key());
        }
        if (!bridge.send(BINDING, message.build())) {
            throw new IllegalStateException("The channel to Kafka didn't take the dead letter");
        }
        counter.increment();
        LOG.warn("Dead letter from {}-{} at offset {}: {}", topic, record.partition(), record.offset(), reason);
    }
}
