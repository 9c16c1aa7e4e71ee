package org.imprimatur.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.localstack.backing.KafkaProcess;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.TemporaryFolder;
import org.imprimatur.tlog.note.VerifierKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A running service whose broker, a process of its own, dies and comes back. */
@DirtiesContext
class BrokerOutageTest extends RunningService {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path FOLDER = TemporaryFolder.create("consent-broker");
    private static final int PORT = Ports.free();
    private static KafkaProcess broker = KafkaProcess.start(FOLDER, PORT);

    @LocalManagementPort
    private int managementPort;
    @Autowired
    private WallClock clock;

    /** A wall clock that somebody sets. */
    static final class WallClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void set(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        WallClock wallClock() {
            return new WallClock();
        }
    }

    @DynamicPropertySource
    static void ownBroker(DynamicPropertyRegistry registry) {
        registry.add("spring.kafka.bootstrap-servers", () -> broker.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        TemporaryFolder.delete(FOLDER);
    }

    @Test
    void choicesTakenWhileTheBrokerIsAwayReachTheLogOnceItIsBackAndEarlierReceiptsStand() {
        HttpResponse<String> before = post("/api/v1/choices", choice(true, true, true));
        awaitReceipt(before);
        String checkpoint = get("/log/checkpoint").body();
        long size = size();

        broker.process().kill();
        List<HttpResponse<String>> meanwhile = new ArrayList<>();
        for (int visitor = 0; visitor < 5; visitor++) {
            HttpResponse<String> answer = post("/api/v1/choices", choice(true, false, visitor % 2 == 0));
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(get(receipt(answer)).statusCode()).isEqualTo(202);
            meanwhile.add(answer);
        }
        assertThat(get(receipt(before)).statusCode()).isEqualTo(200);
        assertThat(get("/log/checkpoint").body()).isEqualTo(checkpoint);
        awaitHealth("DOWN");

        broker = KafkaProcess.start(FOLDER, PORT);
        VerifierKey key = VerifierKey.parse(get("/log/key").body().strip());
        for (HttpResponse<String> answer : meanwhile) {
            awaitReceipt(answer);
            JsonNode mine = json(get("/api/v1/choices/mine", "Cookie",
                    "imprimatur_visitor=" + cookie(answer, "imprimatur_visitor"))).get("records");
            assertThat(mine).hasSize(1);
            // None is missing, none is there twice.
            assertThat(Offline.verify(mine.get(0), key).size()).isBetween(size + 1, size + 5);
        }
        awaitHealth("UP");
    }

    @Test
    void checkpointsGoOnWhenTheWallClockIsSetBackAnHour() {
        HttpResponse<String> before = post("/api/v1/choices", choice(true, true, true));
        awaitReceipt(before);
        long size = size();
        clock.set(Duration.ofHours(-1));
        HttpResponse<String> after = post("/api/v1/choices", choice(true, true, false));
        awaitReceipt(after);
        assertThat(size()).isGreaterThan(size);
        // The sweep, too: nobody announces to a broker that is away what it will have to take.
        broker.process().kill();
        HttpResponse<String> meanwhile = post("/api/v1/choices", choice(true, false, true));
        assertThat(meanwhile.statusCode()).isEqualTo(201);
        awaitHealth("DOWN");
        broker = KafkaProcess.start(FOLDER, PORT);
        awaitReceipt(meanwhile);
        awaitHealth("UP");
    }

    private long size() {
        return Long.parseLong(get("/log/checkpoint").body().lines().toList().get(1));
    }

    private static String receipt(HttpResponse<String> answer) {
        return "/api/v1/records/" + json(answer).get("recordId").asString() + "/receipt";
    }

    private void awaitReceipt(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        await().atMost(LIMIT).until(() -> get(receipt(answer)).statusCode() == 200);
    }

    /** The service as a whole stays up, whatever it says about its broker. */
    private void awaitHealth(String brokerStatus) {
        await().atMost(LIMIT).untilAsserted(() -> {
            JsonNode health = json(send(HttpRequest.newBuilder(
                    URI.create("http://localhost:" + managementPort + "/actuator/health")).build()));
            assertThat(health.at("/status").asString()).isEqualTo("UP");
            assertThat(health.at("/components/database/status").asString()).isEqualTo("UP");
            assertThat(health.at("/components/broker/status").asString()).isEqualTo(brokerStatus);
        });
    }
}
