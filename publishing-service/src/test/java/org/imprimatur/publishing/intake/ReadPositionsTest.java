package org.imprimatur.publishing.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.SiteArticle.Waiting;
import org.imprimatur.starter.intake.ReadPositions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far the articles' topic was read, over a real broker and a real database. */
class ReadPositionsTest {
    private static final Map<String, Object> BROKER = Map.of("bootstrap.servers",
            KafkaBacking.shared().bootstrapServers());

    private final String topic = "positions-" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition(topic, 0);
    private final List<String> alarms = new ArrayList<>();
    private final List<ReadPositions> instances = new ArrayList<>();
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final MongoDatabase database = client.getDatabase("positions-" + UUID.randomUUID());
    private final Admin admin = Admin.create(BROKER);
    private final KafkaProducer<String, String> producer = new KafkaProducer<>(BROKER, new StringSerializer(),
            new StringSerializer());
    private final ReadPositions positions = instance();
    private final KafkaReadProgress progress = new KafkaReadProgress(BROKER, topic, positions);

    @BeforeEach
    void make() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        // The broker hears of it from its controller a moment later.
        await().ignoreExceptions()
                .until(() -> !admin.describeTopics(List.of(topic)).allTopicNames().get().isEmpty());
    }

    @AfterEach
    void end() {
        progress.close();
        instances.forEach(ReadPositions::close);
        producer.close();
        admin.close();
        database.drop();
        client.close();
    }

    @Test
    void anInstanceBeginsWhereItsDatabaseStandsWhateverTheGroupHasRead() throws Exception {
        write(5);
        assertThat(begin(instance())).isZero();
        read(positions, 3);
        assertThat(begin(instance())).isEqualTo(3);
        // The database comes out of a backup that knows less.
        database.getCollection("positions").drop();
        assertThat(begin(instance())).isZero();
        assertThat(alarms).isEmpty();
    }

    @Test
    void anotherTopicOfThatNameIsReadFromItsBeginning() throws Exception {
        write(5);
        read(positions, 4);
        makeAnew();
        write(6);
        assertThat(begin(instance())).isZero();
    }

    @Test
    void aTopicThatEndsBeforeThePositionIsReadFromItsBeginning() throws Exception {
        write(2);
        read(positions, 40);
        assertThat(begin(instance())).isZero();
    }

    @Test
    void whatIsGoneBeforeItWasReadIsAnAlarm() throws Exception {
        write(5);
        read(positions, 1);
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4))).all().get();
        assertThat(begin(instance())).isEqualTo(4);
        assertThat(alarms).singleElement().asString().contains("1 to 3", topic);
    }

    @Test
    void anInstanceThatLostThePartitionTakesNothingBack() throws Exception {
        write(5);
        read(instance(), 5);
        read(positions, 2);
        assertThat(begin(instance())).isEqualTo(5);
    }

    @Test
    void aStoryIsLetOutOnceEverythingWasReadThatLayThereAtItsTimeAndNothingLaterHoldsItUp() throws Exception {
        var due = List.of(due());
        write(3);
        assertThat(progress.caughtUp(due)).isEmpty();
        read(positions, 2);
        assertThat(progress.caughtUp(due)).isEmpty();
        write(4);
        read(positions, 3);
        assertThat(progress.caughtUp(due)).isEqualTo(due);
    }

    @Test
    void aTopicMadeAnewLetsNoStoryOutBeforeItWasReadAsFarAsTheOldOne() throws Exception {
        var due = List.of(due());
        write(3);
        read(positions, 2);
        assertThat(progress.caughtUp(due)).isEmpty();
        makeAnew();
        assertThat(progress.caughtUp(due)).isEmpty();
        write(2);
        begin(positions);
        read(positions, 2);
        assertThat(progress.caughtUp(due)).isEmpty();
        write(1);
        read(positions, 3);
        assertThat(progress.caughtUp(due)).isEqualTo(due);
    }

    private ReadPositions instance() {
        ReadPositions instance = new ReadPositions(topic, () -> database, BROKER, alarms::add);
        instances.add(instance);
        return instance;
    }

    private static Waiting due() {
        Instant then = Stories.NOON.plusSeconds(60);
        return new Waiting(Stories
                .scheduled(Stories.story("a", 1, Section.CASES, "a", Stories.NOON), then, then).story(), null);
    }

    private void write(int records) throws Exception {
        for (int number = 0; number < records; number++) {
            producer.send(new ProducerRecord<>(topic, 0, "a", "words")).get();
        }
    }

    /** Everything before that offset was carried out, and it is written down. */
    private static void read(ReadPositions by, long offset) {
        by.done(0, offset);
        by.work();
    }

    private void makeAnew() throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        await().until(() -> !admin.listTopics().names().get().contains(topic));
        make();
    }

    /** Where an instance begins that is given the partition. */
    private long begin(ReadPositions instance) {
        try (var consumer = new KafkaConsumer<>(BROKER, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            instance.onPartitionsAssigned("articles", consumer, List.of(partition), true);
            return consumer.position(partition, Duration.ofSeconds(10));
        }
    }
}
