package org.imprimatur.localstack.backing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.Programs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackingTest {
    private static final WriteConcern DURABLE = WriteConcern.MAJORITY.withJournal(true);

    @TempDir
    Path folder;

    @Test
    void theSharedDatabaseTakesWrites() {
        try (MongoClient client = MongoClients.create(MongoBacking.shared().uri())) {
            MongoCollection<Document> things = client.getDatabase("backing-test").getCollection("things")
                    .withWriteConcern(DURABLE);
            things.insertOne(new Document("_id", 1));
            assertThat(things.countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void theSharedBrokerKeepsTheOrderOfItsRecords() throws Exception {
        String servers = KafkaBacking.shared().bootstrapServers();
        assertThat(sendAndRead(servers, "backing-test", List.of("a", "b", "c"))).containsExactly("a", "b", "c");
    }

    @Test
    void theSharedIdentityServesTheKeyOfItsTokens() throws Exception {
        TestIdentity identity = TestIdentity.shared();
        HttpResponse<String> keys = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(identity.jwkSet())).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(keys.statusCode()).isEqualTo(200);
        assertThat(keys.body()).contains("\"kid\":\"test\"");
        assertThat(identity.token("anna", "author").split("\\.")).hasSize(3);
    }

    @Test
    void whatMongodAcknowledgedIsThereAfterItsDeathAndOnAnotherPort() {
        Assumptions.assumeTrue(Mongod.program().isPresent(), "no mongod on the PATH");
        try (Database first = Mongod.start(folder, Ports.free())) {
            insert(first.uri(), 50);
            first.process().orElseThrow().kill();
        }
        try (Database second = Mongod.start(folder, Ports.free())) {
            assertThat(count(second.uri())).isEqualTo(50);
            insert(second.uri(), 1);
        }
    }

    @Test
    void whatTheEmbeddedServerAcknowledgedSurvivesItsDeath() {
        int port = Ports.free();
        try (Database first = EmbeddedMongo.startProcess(folder, port, Programs.classPath())) {
            insert(first.uri(), 500);
            first.process().orElseThrow().kill();
        }
        try (Database second = EmbeddedMongo.startProcess(folder, port, Programs.classPath())) {
            assertThat(count(second.uri())).isEqualTo(500);
        }
    }

    @Test
    void whatTheBrokerAcknowledgedIsThereAfterItsDeath() throws Exception {
        int port = Ports.free();
        try (KafkaProcess first = KafkaProcess.start(folder, port)) {
            sendAndRead(first.bootstrapServers(), "kept", List.of("a", "b"));
            first.process().kill();
        }
        try (KafkaProcess second = KafkaProcess.start(folder, port)) {
            assertThat(read(second.bootstrapServers(), "kept", 2)).containsExactly("a", "b");
        }
    }

    private static void insert(String uri, int documents) {
        try (MongoClient client = MongoClients.create(uri)) {
            MongoCollection<Document> things = client.getDatabase("kept").getCollection("things")
                    .withWriteConcern(DURABLE);
            for (int i = 0; i < documents; i++) {
                things.insertOne(new Document());
            }
        }
    }

    private static long count(String uri) {
        try (MongoClient client = MongoClients.create(uri)) {
            return client.getDatabase("kept").getCollection("things").countDocuments();
        }
    }

    private static List<String> sendAndRead(String servers, String topic, List<String> values) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, "key", value)).get(20, TimeUnit.SECONDS);
            }
        }
        return read(servers, topic, values.size());
    }

    private static List<String> read(String servers, String topic, int records) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"), new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            List<String> values = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (values.size() < records && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
