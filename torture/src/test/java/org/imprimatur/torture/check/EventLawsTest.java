package org.imprimatur.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.imprimatur.localstack.backing.MongoBacking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topic that says something else than the log is found out, with a real broker and a real database. */
class EventLawsTest {
    private final String broker = KafkaBacking.shared().bootstrapServers();
    private final String topic = "events-" + UUID.randomUUID();
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final MongoDatabase database = client.getDatabase("events-" + UUID.randomUUID());
    private final KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker),
            new StringSerializer(), new StringSerializer());

    @BeforeEach
    void create() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    @AfterEach
    void drop() {
        producer.close();
        database.drop();
        client.close();
    }

    private void decide(long sequence, String type, boolean voids) {
        database.getCollection("article_log").insertOne(
                new Document("_id", new Document("article", "a").append("sequence", sequence)).append("type", type)
                        .append("hash", "hash-" + sequence).append("details", new Document("voidsApproval", voids)));
    }

    private void tell(long sequence, String hash) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, "a",
                "{\"articleId\":\"a\",\"sequence\":" + sequence + ",\"entryHash\":\"" + hash + "\"}")).get();
    }

    private void tell(long sequence) throws ExecutionException, InterruptedException {
        tell(sequence, "hash-" + sequence);
    }

    private Set<String> broken() {
        return new EventLaws(database, broker, topic).findings().stream()
                .filter(finding -> !finding.broken().isEmpty()).map(Finding::law).collect(Collectors.toSet());
    }

    @BeforeEach
    void decideAll() {
        decide(1, "created", false);
        decide(2, "submitted", false);
        decide(3, "approved", false);
        decide(4, "edited", true);
        decide(5, "edited", false);
    }

    @Test
    void aTopicThatTellsEveryDecisionInOrderAndSomeAgainBreaksNoLaw() throws ExecutionException, InterruptedException {
        for (long sequence : List.of(2, 3, 2, 4, 3, 2)) {
            tell(sequence);
        }
        assertThat(broken()).isEmpty();
    }

    @Test
    void aDecisionThatWasNeverToldIsFoundAnEditThatVoidsAnApprovalToo()
            throws ExecutionException, InterruptedException {
        tell(2);
        tell(3);
        assertThat(broken()).containsExactly("decisions that Kafka was never told of");
    }

    @Test
    void decisionsThatWereToldInAnotherOrderAreFound() throws ExecutionException, InterruptedException {
        tell(3);
        tell(2);
        tell(4);
        assertThat(broken()).containsExactly("decisions that Kafka was told of in another order");
    }

    @Test
    void anEventOfADecisionThatNeverStoodIsFoundAndSoIsOneOfAnotherDecisionAtItsPlace()
            throws ExecutionException, InterruptedException {
        tell(2);
        tell(3);
        tell(4);
        tell(6);
        assertThat(broken()).containsExactly("events for which no decision stands");
        tell(3, "hash of another");
        assertThat(broken()).containsExactly("events for which no decision stands");
    }
}
