package org.imprimatur.content.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.imprimatur.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;

/** Puts a message that can never be understood aside, unchanged and with the reason, so that its neighbours go on. */
@Component
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String BINDING = "release-dead-letters-out-0";

    private final StreamBridge bridge;
    private final Counter count;

    DeadLetters(StreamBridge bridge, MeterRegistry meters) {
        this.bridge = bridge;
        this.count = Counter.builder("imprimatur.dead.letters").description("Messages put aside")
                .tag("topic", Topics.RELEASES).register(meters);
    }

    /** Returns once the broker has it; fails, for the container to try again, if the broker is away. */
    void put(Message<byte[]> message, String reason) {
        Message<byte[]> letter = MessageBuilder.withPayload(message.getPayload())
                .copyHeaders(message.getHeaders())
                .setHeader(KafkaHeaders.KEY, message.getHeaders().get(KafkaHeaders.RECEIVED_KEY))
                .setHeader("dlt-reason", reason.getBytes(UTF_8))
                .setHeader("dlt-topic", text(message, KafkaHeaders.RECEIVED_TOPIC))
                .setHeader("dlt-partition", text(message, KafkaHeaders.RECEIVED_PARTITION))
                .setHeader("dlt-offset", text(message, KafkaHeaders.OFFSET))
                .build();
        if (!bridge.send(BINDING, letter)) {
            throw new IllegalStateException("The channel to Kafka didn't take the dead letter");
        }
        count.increment();
        LOG.warn("put aside a message of {}, partition {}, offset {}: {}",
                message.getHeaders().get(KafkaHeaders.RECEIVED_TOPIC),
                message.getHeaders().get(KafkaHeaders.RECEIVED_PARTITION),
                message.getHeaders().get(KafkaHeaders.OFFSET), reason);
    }

    private static byte[] text(Message<byte[]> message, String header) {
        return String.valueOf(message.getHeaders().get(header)).getBytes(UTF_8);
    }
}
