package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.imprimatur.events.Topics;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.LocalStackTest;
import org.imprimatur.localstack.Part;
import org.imprimatur.localstack.client.Answer;
import org.imprimatur.localstack.client.Http;
import org.imprimatur.localstack.client.Newsroom;
import org.imprimatur.localstack.client.Visitor;
import org.imprimatur.localstack.process.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deaths at the worst moments; after each the article is live exactly once, and nothing that was promised is lost. */
@LocalStackTest
@Timeout(180)
class CrashTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ARTICLE_PARTITIONS = 6;

    private final Http http = new Http();
    private final LocalStack stack;
    private final Newsroom newsroom;

    CrashTest(LocalStack stack) {
        this.stack = stack;
        this.newsroom = new Newsroom(stack, http);
    }

    @Test
    void anApprovalOutlivesPublishingServiceAndGoesLiveExactlyOnce() {
        goesLiveExactlyOnce("Approved while the printing press died",
                // Frozen, the service can't release what is approved now; then it dies without having seen it.
                () -> stack.suspend(Part.PUBLISHING), page -> {
                    stack.kill(Part.PUBLISHING);
                    stack.restart(Part.PUBLISHING);
                });
    }

    @Test
    void anApprovalOutlivesContentServiceBetweenItsInsertAndItsRelayAndGoesLiveExactlyOnce() {
        goesLiveExactlyOnce("Approved while nothing could be sent",
                // Without a broker the window stays open: the approval is inserted and answered, and can't leave.
                () -> stack.kill(Part.KAFKA), page -> {
                    stack.kill(Part.CONTENT);
                    stack.restart(Part.KAFKA);
                    assertThat(http.get(page).status()).isEqualTo(404);
                    stack.restart(Part.CONTENT);
                });
    }

    @Test
    void anApprovalThatWasSentAndNotYetMarkedIsSentAgainAndGoesLiveExactlyOnce() {
        goesLiveExactlyOnce("Approved while the broker held its breath",
                // A frozen broker has the event in its socket and acknowledges nothing; thawed, it may well take it in.
                () -> stack.suspend(Part.KAFKA), page -> {
                    stack.kill(Part.CONTENT);
                    stack.resume(Part.KAFKA);
                    stack.restart(Part.CONTENT);
                });
    }

    @Test
    void aPoisonEventIsPutAsideAloneAndItsNeighboursGoLive() throws Exception {
        int before = deadLetters().size();
        String first = newsroom.publish(Stories.about("A neighbour before the poison"));
        poisonEveryPartition();
        String second = newsroom.publish(Stories.about("A neighbour behind the poison"));

        newsroom.awaitPublication(first, "LIVE", LIMIT);
        newsroom.awaitPublication(second, "LIVE", LIMIT);
        Await.until(() -> deadLetters().size() >= before + ARTICLE_PARTITIONS, LIMIT);
        assertThat(deadLetters()).hasSize(before + ARTICLE_PARTITIONS);
    }

    @Test
    void whateverWasPromisedIsThereAfterThePowerCut() {
        Map<String, Object> content = Stories.about("Read again after the power cut");
        String id = newsroom.publish(content);
        Answer live = newsroom.awaitPublication(id, "LIVE", LIMIT);
        Visitor visitor = new Visitor(stack, http);
        String record = visitor.choose(false).expect(201).field("recordId");

        for (Part part : Part.values()) {
            stack.kill(part);
        }
        for (Part part : List.of(Part.MONGODB, Part.KAFKA, Part.IDENTITY)) {
            stack.restart(part);
        }
        Part.services().parallelStream().forEach(stack::restart);

        assertThat(http.get(Stories.address(stack, content)).expect(200).hash())
                .isEqualTo(live.field("publication", "pageHash"));
        assertThat(visitor.awaitReceipt(record, LIMIT).text()).contains("imprimatur.local/consent");
        assertThat(Stories.editionsOf(stack, newsroom, id)).isEqualTo(1);
        newsroom.awaitPublication(newsroom.publish(Stories.about("And work goes on")), "LIVE", LIMIT);
    }

    /**
     * Approves an article in the middle of a disaster, and follows it to its readers.
     *
     * @param before happens when the article is before its approver
     * @param after happens when the approval was answered; takes the address that the page will have
     */
    private void goesLiveExactlyOnce(String headline, Runnable before, Consumer<String> after) {
        Map<String, Object> content = Stories.about(headline);
        String page = Stories.address(stack, content);
        String id = newsroom.create("anna", content).expect(201).field("id");
        newsroom.act("anna", id, "submit", null).expect(200);
        before.run();
        newsroom.act("edith", id, "approve", null).expect(200);
        after.accept(page);

        Answer live = newsroom.awaitPublication(id, "LIVE", LIMIT);
        assertThat(http.get(page).expect(200).hash()).isEqualTo(live.field("publication", "pageHash"));
        assertThat(Stories.editionsOf(stack, newsroom, id)).isEqualTo(1);
    }

    private List<?> deadLetters() {
        return newsroom.get("ada", stack.addresses().publishing() + "/api/v1/dead-letters?limit=200").expect(200)
                .list("deadLetters");
    }

    /** Whichever partition an article's events go to, there is poison in front of them. */
    private void poisonEveryPartition() throws Exception {
        List<Header> headers = List.of(
                new RecordHeader("ce_type",
                        "org.imprimatur.article.approved.v1".getBytes(StandardCharsets.UTF_8)),
                new RecordHeader("ce_id", "poison".getBytes(StandardCharsets.UTF_8)),
                new RecordHeader("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.addresses().kafka(), "acks", "all"), new StringSerializer(),
                new ByteArraySerializer())) {
            for (int partition = 0; partition < ARTICLE_PARTITIONS; partition++) {
                byte[] broken = "{\"articleId\": 7, \"sequence\":".getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(Topics.ARTICLES, partition, "poison", broken, headers)).get(20,
                        TimeUnit.SECONDS);
            }
        }
    }
}
