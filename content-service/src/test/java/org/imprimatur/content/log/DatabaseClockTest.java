package org.imprimatur.content.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.starter.clock.DatabaseClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseClockTest {
    @RegisterExtension
    static final EmbeddedServer SERVER = new EmbeddedServer();

    @Test
    void everyDatabaseThatArticlesMayBeKeptInTellsTheTime() {
        for (String uri : List.of(MongoBacking.shared().uri(), SERVER.uri())) {
            try (MongoClient client = MongoClients.create(uri)) {
                Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                assertThat(new DatabaseClock(() -> client.getDatabase("any")).get()).isBetween(before,
                        Instant.now());
            }
        }
    }
}
