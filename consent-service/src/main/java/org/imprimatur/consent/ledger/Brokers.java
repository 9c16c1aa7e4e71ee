package org.imprimatur.consent.ledger;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/** Makes the clients a log needs. Plain ones: entries are bytes of a specification, no messages of a binding. */
@Component
class Brokers {
    static final int MOST_AT_ONCE = 5_000;
    /** A broker that is away is noticed within seconds; whoever asked tries again, and says so. */
    private static final int PATIENCE_MILLIS = 5_000;
    /** One request for all of this time's commitments costs the broker as much as one for each of them. */
    private static final int GATHERED_MILLIS = 20;

    private final KafkaProperties settings;

    Brokers(KafkaProperties settings) {
        this.settings = settings;
    }

    Admin admin() {
        Map<String, Object> all = new HashMap<>(settings.buildAdminProperties());
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return Admin.create(all);
    }

    /** A consumer that is in no group, commits nothing, makes no topic, and fails where its position is gone. */
    Consumer<byte[], byte[]> consumer() {
        Map<String, Object> all = new HashMap<>(settings.buildConsumerProperties());
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer whose acknowledgement means that all in-sync replicas have it. */
    Producer<byte[], byte[]> producer() {
        Map<String, Object> all = new HashMap<>(settings.buildProducerProperties());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, GATHERED_MILLIS);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * PATIENCE_MILLIS);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
