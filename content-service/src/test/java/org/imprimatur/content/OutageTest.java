package org.imprimatur.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.events.Topics;
import org.imprimatur.localstack.backing.Database;
import org.imprimatur.localstack.backing.KafkaProcess;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.Programs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The service with its broker or its database away. Each test runs an instance of its own and waits most of the time,
 * so they wait together.
 */
@Execution(ExecutionMode.CONCURRENT)
class OutageTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final String name = "content-" + UUID.randomUUID();

    @Test
    void aBrokerThatDiesAndComesBackHoldsUpNobodyAndGetsEveryDecisionInOrder() {
        int port = Ports.free();
        KafkaProcess broker = KafkaProcess.start(folder, port);
        try (var service = Instance.start(MongoBacking.shared().uri(), name, broker.bootstrapServers())) {
            Answer before = approve(service, "Before the broker died");
            new Topic(Topics.ARTICLES, broker.bootstrapServers()).await(before.id(), 2);

            broker.process().kill();
            Answer meanwhile = approve(service, "While the broker was away");
            assertThat(meanwhile.status()).isEqualTo(200);
            assertThat(service.anna().get("/api/v1/articles/" + before.id()).status()).isEqualTo(200);
            assertThat(service.anna().get("/api/v1/articles?state=APPROVED").status()).isEqualTo(200);
            awaitHealth(service, "UP", "DOWN");
            revokeAndSay(service, 202);

            broker = KafkaProcess.start(folder, port);
            Answer after = approve(service, "After the broker came back");
            Topic articles = new Topic(Topics.ARTICLES, broker.bootstrapServers());
            for (Answer approved : List.of(meanwhile, after)) {
                // At least once: what was under way when the broker died may come again, under the same id.
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(articles.await(approved.id(), 2).stream()
                                .map(letter -> letter.header("ce_id")).distinct())
                                .containsExactly(approved.id() + "-2", approved.id() + "-3"));
            }
            awaitHealth(service, "UP", "UP");
            // The producer may have to find its way back first.
            await().atMost(LIMIT).untilAsserted(() -> revokeAndSay(service, 200));
        } finally {
            broker.close();
        }
    }

    @Test
    void aDatabaseThatDiesAndComesBackHasEveryWriteThatWasAnsweredAndNoOther() {
        int port = Ports.free();
        Database database = startDatabase(port);
        try (var service = Instance.start(database.uri(), name, "localhost:" + Ports.free())) {
            await().atMost(LIMIT).until(() -> service.operator().get("/actuator/health/readiness").status() == 200);
            Answer kept = service.anna().write("Kept");
            assertThat(kept.status()).isEqualTo(201);

            database.process().orElseThrow().kill();
            Map<String, String> content = Map.of("headline", "Refused", "section", "cases");
            Answer refused = service.anna().post("/api/v1/articles", content, "Idempotency-Key", name);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isNotEmpty();
            assertThat(refused.text("/type")).isEqualTo("urn:imprimatur:problem:storage-unavailable");
            assertThat(service.anna().take("submit", kept).status()).isEqualTo(503);
            awaitHealth(service, "DOWN", "DOWN");

            database = startDatabase(port);
            await().atMost(LIMIT).until(() -> service.anna()
                    .post("/api/v1/articles", content, "Idempotency-Key", name).status() == 201);
            assertThat(service.anna().take("submit", kept).status()).isEqualTo(200);
            assertThat(service.anna().get("/api/v1/articles").body().at("/items").valueStream()
                    .map(item -> item.at("/content/headline").asString())).containsExactly("Refused", "Kept");
            awaitHealth(service, "UP", "DOWN");
        } finally {
            database.close();
        }
    }

    @Test
    void withoutABrokerFromTheStartWorkGoesOnAndTheBacklogDrainsByItself() {
        int port = Ports.free();
        try (var service = Instance.start(MongoBacking.shared().uri(), name, "localhost:" + port)) {
            Answer approved = approve(service, "Without a broker");
            assertThat(approved.status()).isEqualTo(200);
            await().atMost(LIMIT).until(() -> service.operator().get("/actuator/health/readiness").status() == 200);
            assertThat(service.operator().get("/actuator/health/liveness").status()).isEqualTo(200);

            try (KafkaProcess broker = KafkaProcess.start(folder, port)) {
                Topic articles = new Topic(Topics.ARTICLES, broker.bootstrapServers());
                await().atMost(LIMIT).ignoreExceptions().until(articles::exists);
                assertThat(articles.await(approved.id(), 2)).extracting(letter -> letter.header("ce_id"))
                        .containsExactly(approved.id() + "-2", approved.id() + "-3");
            }
        }
    }

    @Test
    void aBacklogOfTwoInstancesIsSentOnceHoweverLongTheBrokerWasAway() {
        int port = Ports.free();
        String uri = MongoBacking.shared().uri();
        try (var one = Instance.start(uri, name, "localhost:" + port);
                var other = Instance.start(uri, name, "localhost:" + port)) {
            List<Answer> approved = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Answer submitted = one.anna().take("submit", one.anna().write("Backlog " + i));
                approved.add((i % 2 == 0 ? one : other).edith().take("approve", submitted));
            }
            // By then each has seen the other's events lie for longer than it waits for one that is gone.
            for (Instance instance : List.of(one, other)) {
                await().atMost(LIMIT).until(() -> lagSeconds(instance) > 8);
            }
            try (KafkaProcess broker = KafkaProcess.start(folder, port)) {
                Topic articles = new Topic(Topics.ARTICLES, broker.bootstrapServers());
                await().atMost(LIMIT).ignoreExceptions().until(articles::exists);
                for (Instance instance : List.of(one, other)) {
                    await().atMost(LIMIT).until(() -> lagSeconds(instance) == 0);
                }
                for (Answer answer : approved) {
                    assertThat(articles.all(answer.id())).extracting(letter -> letter.header("ce_id"))
                            .containsExactly(answer.id() + "-2", answer.id() + "-3");
                }
            }
        }
    }

    private static double lagSeconds(Instance instance) {
        return instance.operator().get("/actuator/prometheus").body().asString().lines()
                .filter(line -> line.startsWith("imprimatur_relay_lag_seconds"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    @Test
    void withoutADatabaseFromTheStartTheServiceIsAliveButNotReady() {
        String nowhere = "mongodb://localhost:" + Ports.free();
        try (var service = Instance.start(nowhere, name, "localhost:" + Ports.free())) {
            Answer refused = service.anna().post("/api/v1/articles", Map.of("headline", "H", "section", "cases"));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(service.operator().get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(service.operator().get("/actuator/health/liveness").status()).isEqualTo(200);
        }
    }

    /** 200 says that the site can't release it any more, 202 that this isn't certain; also where an edit revokes. */
    private static void revokeAndSay(Instance service, int status) {
        Map<String, String> later = Map.of("releaseAt", "2099-01-01T00:00:00Z");
        Answer revoked = service.edith().take("revoke-approval", service.edith().take("approve",
                service.anna().take("submit", service.anna().write("Revoked")), later));
        assertThat(revoked.status()).isEqualTo(status);
        String tag = service.edith().take("approve", service.anna().take("submit", revoked), later).tag();
        Map<String, String> words = Map.of("headline", "Edited", "section", "cases", "body", "B");
        Answer edited = service.anna().put("/api/v1/articles/" + revoked.id(), words, "If-Match", tag);
        // The answer may have been lost: sent again, it is told no more than was told before.
        Answer again = service.anna().put("/api/v1/articles/" + revoked.id(), words, "If-Match", tag);
        for (Answer answer : List.of(revoked, edited, again)) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text("/state")).isEqualTo("DRAFT");
            assertThat(answer.text("/publication/underWay")).isEqualTo(status == 202 ? "REVOCATION" : "");
            assertThat(answer.body().at("/actions")).isNotEmpty();
        }
    }

    private Database startDatabase(int port) {
        return Database.startProcess(folder, port, Programs.classPath(), Map.of());
    }

    private static Answer approve(Instance service, String headline) {
        return service.edith().take("approve", service.anna().take("submit", service.anna().write(headline)));
    }

    /** The service as a whole stays up, whatever it says about the two it depends on. */
    private static void awaitHealth(Instance service, String database, String broker) {
        await().atMost(LIMIT).untilAsserted(() -> {
            Answer health = service.operator().get("/actuator/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.text("/status")).isEqualTo("UP");
            assertThat(health.text("/components/database/status")).isEqualTo(database);
            assertThat(health.text("/components/broker/status")).isEqualTo(broker);
        });
    }
}
