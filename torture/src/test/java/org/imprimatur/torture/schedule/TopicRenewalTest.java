package org.imprimatur.torture.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringSerializer;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.torture.cluster.TestWires;
import org.imprimatur.torture.cluster.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topic that is made anew, on a real broker. */
class TopicRenewalTest {
    private final String broker = KafkaBacking.shared().bootstrapServers();
    private final String topic = "renewed-" + UUID.randomUUID();
    private final Wire wire = TestWires.nowhere();

    @BeforeEach
    void create() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1).configs(Map.of("retention.ms", "86400000"))))
                    .all().get();
        }
    }

    @AfterEach
    void close() {
        wire.close();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker));
    }

    private Uuid id() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            return Objects.requireNonNull(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic))
                    .topicId();
        }
    }

    private List<String> held() {
        return new TopicContents(broker).read(topic).stream()
                .map(one -> one.partition() + " " + new String(one.key(), StandardCharsets.UTF_8) + " "
                        + new String(one.value(), StandardCharsets.UTF_8) + " "
                        + new String(one.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .sorted().toList();
    }

    @Test
    void itIsAnotherTopicOfTheSameNameWithTheSameEvents() throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker), new StringSerializer(),
                new StringSerializer())) {
            for (int number = 0; number < 20; number++) {
                var one = new ProducerRecord<>(topic, "article-" + number % 4, "event " + number);
                one.headers().add("ce_id", ("id-" + number).getBytes(StandardCharsets.UTF_8));
                producer.send(one).get();
            }
        }
        List<String> before = held();
        Uuid old = id();
        assertThat(new TopicRenewal(broker, wire).renew(topic, Duration.ofMillis(200))).isEqualTo(20);
        assertThat(id()).isNotEqualTo(old);
        assertThat(held()).hasSize(20).isEqualTo(before);
    }

    /** The broker knows a new topic a little later than it says so, and takes the second request where it refused the first. */
    @Test
    void moreThanOneRequestFulComesInItsOrder() throws ExecutionException, InterruptedException {
        String filling = "x".repeat(40_000);
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker), new StringSerializer(),
                new StringSerializer())) {
            for (int number = 0; number < 120; number++) {
                producer.send(new ProducerRecord<>(topic, number % 3, "article", number + filling)).get();
            }
        }
        TopicContents contents = new TopicContents(broker);
        List<String> before = contents.read(topic).stream().map(one -> one.partition() + " " + one.offset() + " "
                + new String(one.value(), 0, 4, StandardCharsets.UTF_8)).sorted().toList();
        for (int time = 0; time < 3; time++) {
            assertThat(new TopicRenewal(broker, wire).renew(topic, Duration.ofMillis(1))).isEqualTo(120);
            assertThat(contents.read(topic).stream().map(one -> one.partition() + " " + one.offset() + " "
                    + new String(one.value(), 0, 4, StandardCharsets.UTF_8)).sorted().toList()).isEqualTo(before);
        }
    }

    @Test
    void aTopicThatCannotBeCopiedIsLeftAlone() {
        var away = new TopicRenewal("localhost:" + Ports.free(), wire);
        assertThatThrownBy(() -> away.renew(topic, Duration.ofMillis(1))).isInstanceOf(NotCarriedOutException.class);
    }
}
