package org.imprimatur.localstack.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.imprimatur.localstack.process.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Compose's broker and the local stack's allow, tried on a real one. */
class KafkaRightsTest {
    private static final String ARTICLES = "imprimatur.articles";

    private final int servicesPort = Ports.free();

    @TempDir
    Path folder;

    private KafkaBroker broker;

    @BeforeEach
    void start() {
        Quiet.servers();
        broker = KafkaBroker.start(folder, Ports.free(), servicesPort);
        KafkaRights.read().grant(broker.bootstrapServers(), user -> "password of " + user);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void onlyContentServiceCanSayWhatIsApprovedAndEachReadsOnlyWhatItNeeds() throws Exception {
        try (Admin content = Admin.create(client("content", "password of content"))) {
            content.createTopics(List.of(new NewTopic(ARTICLES, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
        }
        send("content", ARTICLES);
        assertThat(read("publishing", ARTICLES)).isEqualTo("approved by content");
        assertThatThrownBy(() -> send("publishing", ARTICLES)).hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> send("consent", ARTICLES)).hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read("consent", ARTICLES)).isInstanceOf(TopicAuthorizationException.class);
        try (Admin consent = Admin.create(client("consent", "password of consent"))) {
            consent.createTopics(List.of(new NewTopic("imprimatur.consent-log", 1, (short) 1))).all().get(20,
                    TimeUnit.SECONDS);
            assertThatThrownBy(() -> consent.deleteTopics(List.of("imprimatur.consent-log")).all().get(20,
                    TimeUnit.SECONDS)).hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        assertThatThrownBy(() -> read("publishing", "imprimatur.consent-log"))
                .isInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void nobodyComesInWithoutAUsersPassword() {
        try (Admin mallory = Admin.create(client("content", "guessed"))) {
            assertThatThrownBy(() -> mallory.describeCluster().nodes().get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
        try (Admin nobody = Admin.create(Map.of("bootstrap.servers", "localhost:" + servicesPort,
                "default.api.timeout.ms", "2000", "request.timeout.ms", "1000"))) {
            assertThatThrownBy(() -> nobody.describeCluster().nodes().get(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private void send(String user, String topic) throws Exception {
        try (var producer = new KafkaProducer<>(client(user, "password of " + user), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "approved by " + user)).get(20, TimeUnit.SECONDS);
        }
    }

    private String read(String user, String topic) {
        Map<String, Object> settings = client(user, "password of " + user);
        settings.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (System.nanoTime() < deadline) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    return record.value();
                }
            }
            return "nothing";
        }
    }

    /** As the services' shared settings make it of the variables that they are given. */
    private Map<String, Object> client(String user, String password) {
        Map<String, String> variables = KafkaRights.clientVariables(user, password);
        return new HashMap<>(Map.of("bootstrap.servers", "localhost:" + servicesPort, "security.protocol",
                variables.getOrDefault("KAFKA_SECURITY_PROTOCOL", ""), "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                        + variables.get("KAFKA_USERNAME") + "\" password=\"" + variables.get("KAFKA_PASSWORD")
                        + "\";"));
    }
}
