package org.imprimatur.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.events.Topics;
import org.imprimatur.localstack.backing.KafkaBroker;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.localstack.process.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The service with its broker or its database away; each test runs an instance of its own. */
class OutageTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    @Test
    void withoutABrokerWorkGoesOnAndTheBacklogDrainsByItself() {
        int brokerPort = Ports.free();
        try (var service = start(MongoBacking.shared().uri(), "localhost:" + brokerPort)) {
            Answer approved = edith(service).take("approve",
                    anna(service).take("submit", anna(service).write("Without a broker")));
            assertThat(approved.status()).isEqualTo(200);
            assertThat(operator(service).get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(operator(service).get("/actuator/health/liveness").status()).isEqualTo(200);

            try (KafkaBroker broker = KafkaBroker.start(folder, brokerPort)) {
                Topic articles = new Topic(Topics.ARTICLES, broker.bootstrapServers());
                await().atMost(LIMIT).ignoreExceptions().until(articles::exists);
                assertThat(articles.await(approved.id(), 2)).extracting(letter -> letter.header("ce_id"))
                        .containsExactly(approved.id() + "-2", approved.id() + "-3");
            }
        }
    }

    @Test
    void withoutADatabaseNothingIsKeptAndTheCallerIsToldToComeBack() {
        String nowhere = "mongodb://localhost:" + Ports.free();
        try (var service = start(nowhere, "localhost:" + Ports.free())) {
            Answer refused = anna(service).post("/api/v1/articles", Map.of("headline", "H", "section", "cases"));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isNotEmpty();
            assertThat(refused.text("/type")).isEqualTo("urn:imprimatur:problem:storage-unavailable");
            assertThat(operator(service).get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(operator(service).get("/actuator/health/liveness").status()).isEqualTo(200);
        }
    }

    private static ConfigurableApplicationContext start(String database, String broker) {
        return new SpringApplication(ContentApplication.class).run("--server.port=0", "--management.server.port=0",
                "--spring.mongodb.uri=" + database, "--spring.mongodb.database=content-" + UUID.randomUUID(),
                "--spring.kafka.bootstrap-servers=" + broker,
                "--IMPRIMATUR_ISSUER=" + TestIdentity.shared().issuer());
    }

    private static Person anna(ConfigurableApplicationContext service) {
        return new Person(address(service, "local.server.port"), TestIdentity.shared().token("anna", "author"));
    }

    private static Person edith(ConfigurableApplicationContext service) {
        return new Person(address(service, "local.server.port"), TestIdentity.shared().token("edith", "editor"));
    }

    private static Person operator(ConfigurableApplicationContext service) {
        return new Person(address(service, "local.management.port"), "");
    }

    private static String address(ConfigurableApplicationContext service, String port) {
        Environment environment = service.getEnvironment();
        return "http://localhost:" + environment.getRequiredProperty(port);
    }
}
