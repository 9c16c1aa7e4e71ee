package org.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.imprimatur.localstack.backing.DatabaseBackup;
import org.imprimatur.localstack.backing.KafkaProcess;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.starter.open.OpenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A database that came out of an older backup than what the broker has: its consumer group knows better than it does. */
class OlderSiteTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String name = "publishing-" + UUID.randomUUID();
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());

    @TempDir
    private Path folder;

    @AfterEach
    void drop() {
        database().drop();
        client.close();
    }

    @Test
    void aSiteOlderThanItsTopicCatchesUpAndReleasesNothingThatWasRevokedInBetween() throws Exception {
        String withdrawn = Newsroom.newId();
        String revoked = Newsroom.newId();
        // Long enough for the revocation to be read before, on a busy machine too.
        Instant due = Instant.now().plusSeconds(40);
        try (KafkaProcess broker = KafkaProcess.start(folder.resolve("broker"), Ports.free());
                Newsroom newsroom = new Newsroom(broker.bootstrapServers())) {
            DatabaseBackup backup;
            try (Service service = start(broker)) {
                newsroom.send(Newsroom.approved(withdrawn, 1, "before-the-backup"));
                newsroom.send(Newsroom.approved(revoked, 1, "under-embargo", due));
                await().atMost(LIMIT).until(() -> service.reader().status("/articles/before-the-backup") == 200);
                await().atMost(LIMIT)
                        .until(() -> service.operator().text("/actuator/health").contains("\"waiting\":1"));
                backup = DatabaseBackup.of(database());
                newsroom.send(Newsroom.withdrawn(withdrawn, 2, "before-the-backup"));
                newsroom.send(Newsroom.revoked(revoked, 2, "under-embargo"));
                newsroom.send(Newsroom.approved(Newsroom.newId(), 1, "after-the-backup"));
                await().atMost(LIMIT).until(() -> service.reader().status("/articles/before-the-backup") == 410);
                await().atMost(LIMIT).until(() -> service.reader().status("/articles/after-the-backup") == 200);
                await().atMost(LIMIT)
                        .until(() -> service.operator().text("/actuator/health").contains("\"waiting\":0"));
            }
            await().atMost(LIMIT).until(() -> Instant.now().isAfter(due));
            backup.restore(database());

            try (Service service = start(broker)) {
                await().atMost(LIMIT).until(() -> {
                    assertThat(service.reader().status("/articles/under-embargo")).isEqualTo(404);
                    return service.reader().status("/articles/after-the-backup") == 200
                            && service.reader().status("/articles/before-the-backup") == 410
                            && service.operator().text("/actuator/health").contains("\"waiting\":0");
                });
                assertThat(service.reader().status("/articles/under-embargo")).isEqualTo(404);
            }
        }
    }

    private record Service(ConfigurableApplicationContext context, Reader reader,
            Reader operator) implements AutoCloseable {
        @Override
        public void close() {
            reader.close();
            operator.close();
            context.close();
        }
    }

    private Service start(KafkaProcess broker) {
        var context = new SpringApplication(PublishingApplication.class).run("--server.port=0",
                "--management.server.port=0", "--imprimatur.public.port=0",
                "--spring.mongodb.uri=" + MongoBacking.shared().uri(), "--spring.mongodb.database=" + name,
                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--IMPRIMATUR_ISSUER=" + TestIdentity.shared().issuer(),
                "--imprimatur.articles.verifier-keys=" + Newsroom.KEY.verifierKey());
        var service = new Service(context, new Reader(context.getBean(OpenServer.class).port()), new Reader(
                context.getEnvironment().getRequiredProperty("local.management.port", Integer.class)));
        await().atMost(LIMIT).until(() -> service.operator().status("/actuator/health/readiness") == 200);
        return service;
    }

    private MongoDatabase database() {
        return client.getDatabase(name);
    }
}
