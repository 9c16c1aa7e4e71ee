package org.imprimatur.consent;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.Document;
import org.imprimatur.localstack.backing.KafkaBacking;

/** Everything that a service has left anywhere: each document, index key, message and log line as text, by its place. */
public final class Stored {
    private final Map<String, String> places = new LinkedHashMap<>();

    private Stored() {}

    /**
     * All of it, as it is now.
     *
     * @param log what the service has said, as its log file has it
     */
    public static Stored now(MongoDatabase database, List<String> topics, String log) {
        Stored stored = new Stored();
        for (String name : database.listCollectionNames()) {
            stored.add(name, database.getCollection(name));
        }
        for (String topic : topics) {
            stored.addTopic(topic);
        }
        stored.places.put("log", log);
        return stored;
    }

    /** The places in which this text stands, also where it stands in base64 or hexadecimal. */
    public List<String> placesOf(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> spellings = new ArrayList<>(List.of(text, HexFormat.of().formatHex(bytes)));
        if (bytes.length > 12) {
            // Whatever stands before it in what was encoded, one of the three begins on its own.
            for (int from = 0; from < 3; from++) {
                String inside = java.util.Base64.getEncoder()
                        .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
                spellings.add(inside.substring(0, inside.length() / 4 * 4 - 4));
            }
        }
        return places.entrySet().stream().filter(place -> spellings.stream().anyMatch(place.getValue()::contains))
                .map(Map.Entry::getKey).toList();
    }

    /** How many documents, index keys and messages were read. */
    public int size() {
        return places.size();
    }

    private void add(String name, MongoCollection<Document> collection) {
        for (Document document : collection.find()) {
            places.put(name + " " + document.get("_id"), document.toJson());
        }
        for (Document index : collection.listIndexes()) {
            Document keys = index.get("key", Document.class);
            Document shown = new Document("_id", keys.containsKey("_id") ? 1 : 0);
            keys.keySet().forEach(key -> shown.put(key, 1));
            Document partial = index.get("partialFilterExpression", new Document());
            int row = 0;
            // Answered out of the index alone.
            for (Document key : collection.find(partial).projection(shown).hint(keys)) {
                places.put("index " + index.getString("name") + " of " + name + " " + row, key.toJson());
                row++;
            }
        }
    }

    private void addTopic(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", KafkaBacking.shared().bootstrapServers()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    String headers = String.valueOf(message.headers());
                    places.put(topic + " " + message.offset(), text(message.key()) + headers + text(message.value()));
                }
            }
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
