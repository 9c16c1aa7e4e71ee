package org.imprimatur.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.events.Topics;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.imprimatur.localstack.backing.ReplicaSet;
import org.junit.jupiter.api.Test;

/** A primary that is deposed between an insert and the majority that would have made it last. */
class FailoverTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ReplicaSet set = ReplicaSet.sharedOrSkip();
    private final String name = "content-" + UUID.randomUUID();

    @Test
    void anApprovalWhoseEventAFailoverCanTakeBackIsNeitherShownNorSentNorAnswered() throws Exception {
        takeBack(new Gate("update", "outbox"), "outbox");
    }

    @Test
    void anApprovalWhoseEntryAFailoverCanTakeBackIsNeitherShownNorSentNorAnsweredThoughItsEventStands()
            throws Exception {
        takeBack(new Gate("insert", "article_log"), "article_log");
    }

    /** Approves, lets the write that the gate is for be the first that only one member has, and has that one deposed. */
    private void takeBack(Gate gate, String collection) throws Exception {
        try (var service = Instance.start(set.uri(), name, KafkaBacking.shared().bootstrapServers(),
                settings -> settings.addCommandListener(gate));
                MongoClient client = set.client();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            await().atMost(LIMIT).until(() -> service.operator().get("/actuator/health/readiness").status() == 200);
            Answer submitted = service.anna().take("submit", service.anna().write("Between write and majority"));
            String address = "/api/v1/articles/" + submitted.id();
            String key = UUID.randomUUID().toString();
            new Topic(Topics.ARTICLES).await(submitted.id(), 1);
            gate.close();
            Future<Answer> first = threads.submit(() -> approve(service, submitted, key));
            gate.awaitSomebody();
            set.rollBack(() -> {
                gate.open();
                Document approval = new Document("_id.article", submitted.id()).append("_id.sequence", 3L);
                await().atMost(LIMIT).until(() -> client.getDatabase(name).getCollection(collection)
                        .withReadConcern(ReadConcern.LOCAL).countDocuments(approval) == 1);
                assertThat(service.anna().get(address).text("/state")).isEqualTo("IN_REVIEW");
            });
            Answer answer = first.get();
            // The driver may have tried again with the new primary, and then it is kept; else nobody knows.
            assertThat(answer.status()).isIn(200, 503);
            if (answer.status() == 503) {
                assertThat(answer.text("/type")).isEqualTo("urn:imprimatur:problem:outcome-unknown");
            }
            Answer again = await().atMost(LIMIT).until(() -> approve(service, submitted, key),
                    repeated -> repeated.status() == 200);
            assertThat(again.text("/state")).isEqualTo("APPROVED");
            String hash = service.anna().get(address + "/history").text("/entries/2/hash");
            assertThat(new Topic(Topics.ARTICLES).await(submitted.id(), 2)).extracting(Topic.Letter::value).last()
                    .asString().contains("\"entryHash\":\"" + hash + "\"");
            assertThat(service.anna().get(address + "/history").body().at("/entries")).hasSize(3);
            await().atMost(LIMIT).until(() -> client.getDatabase(name).getCollection("outbox").countDocuments(
                    new Document("_id.article", submitted.id()).append("waitsFor", "broker")) == 0);
            assertThat(new Topic(Topics.ARTICLES).all(submitted.id())).hasSize(2);
        }
    }

    /** Holds up the next write about an approval for as long as it is closed. */
    private static final class Gate implements CommandListener {
        private final String command;
        private final String collection;
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private volatile boolean closed;

        Gate(String command, String collection) {
            this.command = command;
            this.collection = collection;
        }

        void close() {
            closed = true;
        }

        void awaitSomebody() throws InterruptedException {
            assertThat(arrived.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        void open() {
            closed = false;
            opened.countDown();
        }

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (closed && event.getCommandName().equals(command)
                    && event.getCommand().getString(command).getValue().equals(collection)
                    && event.getCommand().toJson().contains("approved")) {
                arrived.countDown();
                try {
                    assertThat(opened.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException interruption) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Test
    void whatWasAnsweredStandsAfterAStepDownAndWorkGoesOn() {
        try (var service = Instance.start(set.uri(), name, KafkaBacking.shared().bootstrapServers())) {
            await().atMost(LIMIT).until(() -> service.operator().get("/actuator/health/readiness").status() == 200);
            Answer submitted = service.anna().take("submit", service.anna().write("Before the step-down"));
            set.stepDown();
            String key = UUID.randomUUID().toString();
            Answer approved = await().atMost(LIMIT).until(() -> approve(service, submitted, key),
                    answer -> answer.status() == 200);
            assertThat(new Topic(Topics.ARTICLES).await(submitted.id(), 2)).extracting(letter -> letter.header("ce_id"))
                    .containsExactly(approved.id() + "-2", approved.id() + "-3");
        }
    }

    private static Answer approve(Instance service, Answer submitted, String key) {
        return service.edith().post("/api/v1/articles/" + submitted.id() + "/actions/approve", Map.of(), "If-Match",
                submitted.tag(), "Idempotency-Key", key);
    }
}
