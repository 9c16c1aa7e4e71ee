package org.imprimatur.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Binary;
import org.imprimatur.localstack.LocalStack;

/**
 * What a stack has kept, as files: {@code databases/<database>/<collection>.jsonl.gz} with a document a line in MongoDB's
 * canonical extended JSON, {@code topics/<topic>.jsonl.gz} with a record a line, and {@code keys}. A broker gives every
 * topic an id of its own, which a copy of its files would keep: where a database names one, it gets the new one.
 */
record Snapshot(Path folder) {
    private static final List<String> DATABASES = List.of("content", "publishing", "consent");
    private static final JsonWriterSettings CANONICAL = JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED)
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Takes it of a stack whose services rest. */
    void take(LocalStack stack) throws Exception {
        try (MongoClient client = MongoClients.create(stack.addresses().mongodb())) {
            for (String name : DATABASES) {
                for (String collection : client.getDatabase(name).listCollectionNames()) {
                    takeCollection(client.getDatabase(name), collection);
                }
            }
        }
        try (Admin admin = admin(stack)) {
            for (String topic : admin.listTopics().names().get(20, TimeUnit.SECONDS)) {
                takeTopic(stack, topic);
            }
        }
        for (String key : List.of("articles", "consent", "access")) {
            Files.createDirectories(folder.resolve("keys"));
            Files.copy(key(stack.data(), key), folder.resolve("keys/" + key + ".pem"));
        }
    }

    /** Puts the keys where a stack over this folder will look for them. */
    void giveKeys(Path data) throws IOException {
        for (String key : List.of("articles", "consent", "access")) {
            Files.createDirectories(key(data, key).getParent());
            Files.copy(folder.resolve("keys/" + key + ".pem"), key(data, key));
        }
    }

    /** Puts it in place of what a stack holds, whose services rest. */
    void give(LocalStack stack) throws Exception {
        Map<String, String> ids;
        try (Admin admin = admin(stack); Producer<byte[], byte[]> producer = producer(stack)) {
            List<String> topics = names(folder.resolve("topics"));
            admin.deleteTopics(admin.listTopics().names().get(20, TimeUnit.SECONDS)).all().get(20, TimeUnit.SECONDS);
            ids = new HashMap<>();
            for (String topic : topics) {
                ids.putAll(giveTopic(admin, producer, topic));
            }
        }
        try (MongoClient client = MongoClients.create(stack.addresses().mongodb())) {
            for (String name : DATABASES) {
                client.getDatabase(name).drop();
                for (String collection : names(folder.resolve("databases/" + name))) {
                    giveCollection(client.getDatabase(name).getCollection(collection, RawBsonDocument.class),
                            folder.resolve("databases/" + name + "/" + collection + ".jsonl.gz"));
                }
                ids.forEach((old, now) -> Stream.of("logs", "positions").map(client.getDatabase(name)::getCollection)
                        .forEach(named -> named.updateMany(new Document("topicId", old),
                                new Document("$set", new Document("topicId", now)))));
            }
        }
    }

    private static Path key(Path data, String name) {
        return data.resolve("keys").resolve(name + ".pem");
    }

    private void takeCollection(MongoDatabase database, String name) throws IOException {
        try (BufferedWriter lines = writer(folder.resolve("databases/" + database.getName()), name)) {
            for (RawBsonDocument document : database.getCollection(name, RawBsonDocument.class).find()
                    .sort(new Document("_id", 1))) {
                lines.write(document.toJson(CANONICAL) + "\n");
            }
        }
    }

    private static void giveCollection(MongoCollection<RawBsonDocument> collection, Path file) throws IOException {
        List<RawBsonDocument> documents = new ArrayList<>();
        try (BufferedReader lines = reader(file)) {
            lines.lines().map(RawBsonDocument::parse).forEach(documents::add);
        }
        if (!documents.isEmpty()) {
            collection.insertMany(documents);
        }
    }

    /** The first line says how many partitions there are, and the topic's id. */
    private void takeTopic(LocalStack stack, String topic) throws Exception {
        try (Admin admin = admin(stack);
                Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", stack.addresses().kafka()),
                        new ByteArrayDeserializer(), new ByteArrayDeserializer());
                BufferedWriter lines = writer(folder.resolve("topics"), topic)) {
            var described = admin.describeTopics(List.of(topic)).allTopicNames().get(20, TimeUnit.SECONDS).values()
                    .iterator().next();
            List<TopicPartition> partitions = described.partitions().stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            lines.write(new Document("partitions", partitions.size()).append("id", described.topicId().toString())
                    .toJson(CANONICAL) + "\n");
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
                    lines.write(line(record).toJson(CANONICAL) + "\n");
                }
            }
        }
    }

    private static Document line(ConsumerRecord<byte[], byte[]> record) {
        Document headers = new Document();
        for (Header header : record.headers()) {
            headers.append(header.key(), Base64.getEncoder().encodeToString(header.value()));
        }
        return new Document("partition", record.partition()).append("at", record.timestamp())
                .append("key", record.key()).append("value", record.value()).append("headers", headers);
    }

    private Map<String, String> giveTopic(Admin admin, Producer<byte[], byte[]> producer, String topic)
            throws Exception {
        try (BufferedReader lines = reader(folder.resolve("topics/" + topic + ".jsonl.gz"))) {
            Document first = Document.parse(lines.readLine());
            String retention = topic.endsWith("-log") ? "-1" : Long.toString(Duration.ofDays(36_500).toMillis());
            NewTopic fresh = new NewTopic(topic, first.getInteger("partitions"), (short) 1)
                    .configs(Map.of("retention.ms", retention));
            var created = admin.createTopics(List.of(fresh));
            created.all().get(20, TimeUnit.SECONDS);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Document record = Document.parse(line);
                var message = new ProducerRecord<>(topic, record.getInteger("partition"), record.getLong("at"),
                        bytes(record, "key"), bytes(record, "value"));
                record.get("headers", Document.class).forEach((name, value) -> message.headers().add(name,
                        Base64.getDecoder().decode(String.valueOf(value))));
                producer.send(message).get(20, TimeUnit.SECONDS);
            }
            return Map.of(first.getString("id"), created.topicId(topic).get(20, TimeUnit.SECONDS).toString());
        }
    }

    private static byte @org.jspecify.annotations.Nullable [] bytes(Document record, String name) {
        Binary bytes = record.get(name, Binary.class);
        return bytes == null ? null : bytes.getData();
    }

    private static Admin admin(LocalStack stack) {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", stack.addresses().kafka()));
    }

    private static Producer<byte[], byte[]> producer(LocalStack stack) {
        return new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", stack.addresses().kafka(), "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(".jsonl.gz", "")).sorted().toList();
        }
    }

    private static BufferedWriter writer(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        return new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".jsonl.gz"))), UTF_8));
    }

    private static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8));
    }
}
