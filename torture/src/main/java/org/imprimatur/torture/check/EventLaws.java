package org.imprimatur.torture.check;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.json.JsonReader;
import org.imprimatur.torture.schedule.TopicContents;

/** What Kafka was told, against the article log: all of it, in order, and nothing else. */
final class EventLaws {
    /** Decisions that others are told of, besides edits that void an approval. */
    private static final Set<String> TOLD = Set.of("submitted", "rejected", "approved", "approval-revoked", "withdrawn",
            "taken-down");

    private final MongoDatabase content;
    private final TopicContents topics;
    private final String topic;

    /**
     * @param broker its address
     * @param topic where the newsroom sends its events
     */
    EventLaws(MongoDatabase content, String broker, String topic) {
        this.content = content;
        this.topic = topic;
        topics = new TopicContents(broker);
    }

    /** Each decision's event, at least once; each first time in its article's order; none that no decision stands for. */
    List<Finding> findings() {
        Map<String, String> hashes = new HashMap<>();
        List<String> told = new ArrayList<>();
        for (Document entry : content.getCollection("article_log").withReadConcern(ReadConcern.MAJORITY).find()
                .projection(Projections.include("type", "hash", "details.voidsApproval"))) {
            Document id = entry.get("_id", Document.class);
            String decision = id.getString("article") + " " + id.get("sequence");
            hashes.put(decision, entry.getString("hash"));
            boolean voids = entry.get("details") instanceof Document details
                    && Boolean.TRUE.equals(details.get("voidsApproval"));
            if (voids || TOLD.contains(entry.getString("type"))) {
                told.add(decision);
            }
        }
        Map<String, Long> newest = new HashMap<>();
        Map<String, String> sent = new HashMap<>();
        List<String> order = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> events = topics.read(topic);
        for (ConsumerRecord<byte[], byte[]> event : events) {
            Map<?, ?> data = data(event);
            String article = String.valueOf(data.get("articleId"));
            long sequence = data.get("sequence") instanceof Number number ? number.longValue() : -1;
            String decision = article + " " + sequence;
            if (!String.valueOf(data.get("entryHash")).equals(hashes.get(decision))) {
                strange.add(decision + " at " + event.partition() + "/" + event.offset());
            } else if (sent.putIfAbsent(decision, "") == null) {
                Long before = newest.put(article, sequence);
                if (before != null && before > sequence) {
                    order.add(decision + " after " + before);
                }
            }
        }
        return List.of(
                new Finding("decisions that Kafka was never told of", told.size(),
                        told.stream().filter(decision -> !sent.containsKey(decision)).toList()),
                new Finding("decisions that Kafka was told of in another order", sent.size(), order),
                new Finding("events for which no decision stands", events.size(), strange));
    }

    private static Map<?, ?> data(ConsumerRecord<byte[], byte[]> event) {
        try {
            return JsonReader.read(new String(event.value(), StandardCharsets.UTF_8)) instanceof Map<?, ?> data
                    ? data
                    : Map.of();
        } catch (MalformedException noJson) {
            return Map.of();
        }
    }
}
