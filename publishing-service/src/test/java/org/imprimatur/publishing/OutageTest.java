package org.imprimatur.publishing;

import org.imprimatur.publishing.edition.Outcome;
import org.imprimatur.publishing.edition.EditionLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.imprimatur.events.ReleaseReleased;
import org.imprimatur.localstack.backing.Database;
import org.imprimatur.localstack.backing.KafkaProcess;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.starter.open.OpenServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A running service whose database and broker, real processes both, go away and come back. */
class OutageTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static final int DATABASE_PORT = Ports.free();
    private static final int BROKER_PORT = Ports.free();
    private static Database database;
    private static KafkaProcess broker;
    private static ConfigurableApplicationContext service;
    private static Reader reader;
    private static Reader operator;

    @BeforeAll
    static void start() {
        database = startDatabase();
        broker = startBroker();
        var identity = TestIdentity.shared();
        service = new SpringApplication(PublishingApplication.class).run("--server.port=0",
                "--management.server.port=0", "--imprimatur.public.port=0", "--spring.mongodb.uri=" + database.uri(),
                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--IMPRIMATUR_ISSUER=" + identity.issuer(),
                "--imprimatur.articles.verifier-keys=" + Newsroom.KEY.verifierKey());
        reader = new Reader(service.getBean(OpenServer.class).port());
        operator = new Reader(service.getEnvironment().getRequiredProperty("local.management.port", Integer.class));
        await().atMost(LIMIT).until(() -> operator.status("/actuator/health/readiness") == 200);
    }

    @AfterAll
    static void stop() {
        reader.close();
        operator.close();
        service.close();
        broker.close();
        database.close();
    }

    @Test
    void withoutItsDatabaseTheSiteGoesOnAndWhatIsApprovedMeanwhileGoesLiveOnceItIsBack() throws Exception {
        try (var newsroom = new Newsroom(broker.bootstrapServers())) {
            newsroom.send(Newsroom.approved(Newsroom.newId(), 1, "before-the-database-left"));
            await().atMost(LIMIT).until(() -> reader.status("/articles/before-the-database-left") == 200);
            var meanwhile = Newsroom.newId();
            database.process().orElseThrow().kill();
            try {
                newsroom.send(Newsroom.approved(meanwhile, 1, "while-the-database-was-away"));
                awaitHealth("DOWN", "UP");
                assertTheSiteGoesOn("/articles/before-the-database-left");
                assertThat(reader.status("/articles/while-the-database-was-away")).isEqualTo(404);
            } finally {
                database = startDatabase();
            }

            await().atMost(LIMIT).until(() -> reader.status("/articles/while-the-database-was-away") == 200);
            awaitHealth("UP", "UP");
            assertReleasedOnce(newsroom, meanwhile);
        }
    }

    @Test
    void withoutItsBrokerTheSiteGoesOnAndAnEmbargoThatEndsMeanwhileWaitsUntilItIsKnownThatNobodyRevokedIt()
            throws Exception {
        var id = Newsroom.newId();
        try (var newsroom = new Newsroom(broker.bootstrapServers())) {
            newsroom.send(Newsroom.approved(Newsroom.newId(), 1, "before-the-broker-left"));
            await().atMost(LIMIT).until(() -> reader.status("/articles/before-the-broker-left") == 200);
            newsroom.send(Newsroom.approved(id, 1, "embargo", Instant.now().plusSeconds(5)));
            await().atMost(LIMIT).untilAsserted(() -> assertThat(site("waiting")).isEqualTo("1"));
        }
        broker.process().kill();
        try {
            awaitHealth("UP", "DOWN");
            // Nobody can know whether it was revoked in time, so it waits, and says so.
            await().atMost(LIMIT).untilAsserted(() -> assertThat(site("overdue")).isEqualTo("1"));
            assertThat(reader.status("/articles/embargo")).isEqualTo(404);
            assertTheSiteGoesOn("/articles/before-the-broker-left");
        } finally {
            broker = startBroker();
        }

        try (var newsroom = new Newsroom(broker.bootstrapServers())) {
            await().atMost(LIMIT).until(() -> reader.status("/articles/embargo") == 200);
            await().atMost(LIMIT).until(() -> !newsroom.outcomes(id).isEmpty());
            newsroom.send(Newsroom.approved(Newsroom.newId(), 1, "after-the-broker-came-back"));
            await().atMost(LIMIT).until(() -> reader.status("/articles/after-the-broker-came-back") == 200);
            awaitHealth("UP", "UP");
            assertReleasedOnce(newsroom, id);
        }
    }

    /** What the site's health says of itself under that name. */
    private static String site(String detail) {
        return new JsonMapper().readTree(operator.text("/actuator/health")).at("/components/site/details/" + detail)
                .asString();
    }

    private static Database startDatabase() {
        return Database.startProcess(folder.resolve("database"), DATABASE_PORT, Programs.classPath(), Map.of());
    }

    private static KafkaProcess startBroker() {
        return KafkaProcess.start(folder.resolve("broker"), BROKER_PORT);
    }

    private static void assertTheSiteGoesOn(String article) {
        for (var path : List.of("/", "/articles/", "/feed.atom", article)) {
            assertThat(reader.status(path)).as(path).isEqualTo(200);
        }
        assertThat(operator.status("/actuator/health/readiness")).isEqualTo(200);
        assertThat(operator.status("/actuator/health/liveness")).isEqualTo(200);
    }

    /** The service as a whole stays up, whatever it says about the two it depends on. */
    private static void awaitHealth(String databaseStatus, String brokerStatus) {
        await().atMost(LIMIT).untilAsserted(() -> {
            var health = new JsonMapper().readTree(operator.text("/actuator/health"));
            assertThat(health.at("/status").asString()).isEqualTo("UP");
            assertThat(health.at("/components/database/status").asString()).isEqualTo(databaseStatus);
            assertThat(health.at("/components/broker/status").asString()).isEqualTo(brokerStatus);
        });
    }

    /** One edition holds it. It may be announced again after an outage, under the same edition's number. */
    private static void assertReleasedOnce(Newsroom newsroom, String articleId) {
        var editions = service.getBean(EditionLog.class).before(Long.MAX_VALUE, 1_000).stream().filter(
                edition -> edition.outcomes().stream().map(Outcome::articleId).anyMatch(articleId::equals))
                .toList();
        assertThat(editions).hasSize(1);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(newsroom.outcomes(articleId)).isNotEmpty()
                .allSatisfy(outcome -> assertThat(((ReleaseReleased) outcome).edition())
                        .isEqualTo(editions.getFirst().number())));
    }
}
