package org.imprimatur.starter.health;

import com.mongodb.client.MongoClient;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;

/** Whether MongoDB answers a ping within a second. */
final class DatabaseHealth extends QuietHealth {
    private static final long LIMIT_MILLIS = 1_000;

    private final MongoClient client;

    DatabaseHealth(MongoClient client) {
        this.client = client;
    }

    @Override
    void check(Health.Builder builder) {
        client.getDatabase("admin").withTimeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .runCommand(new Document("ping", 1));
        builder.up();
    }
}
