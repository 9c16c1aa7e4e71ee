package org.imprimatur.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    void anApprovalThatAFailoverCanTakeBackIsNeitherShownNorSentNorAnswered() throws Exception {
        try (var service = Instance.start(set.uri(), name, KafkaBacking.shared().bootstrapServers());
                MongoClient client = set.client();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            await().atMost(LIMIT).until(() -> service.operator().get("/actuator/health/readiness").status() == 200);
            Answer submitted = service.anna().take("submit", service.anna().write("Between insert and majority"));
            String address = "/api/v1/articles/" + submitted.id();
            String key = UUID.randomUUID().toString();
            List<Future<Answer>> first = new ArrayList<>();
            set.rollBack(() -> {
                first.add(threads.submit(() -> approve(service, submitted, key)));
                Document approval = new Document("_id",
                        new Document("article", submitted.id()).append("sequence", 3L));
                await().atMost(LIMIT).until(() -> client.getDatabase(name).getCollection("article_log")
                        .withReadConcern(ReadConcern.LOCAL).countDocuments(approval) == 1);
                assertThat(service.anna().get(address).text("/state")).isEqualTo("IN_REVIEW");
            });
            Answer answer = first.getFirst().get();
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
