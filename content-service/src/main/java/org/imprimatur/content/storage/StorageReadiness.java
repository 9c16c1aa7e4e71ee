package org.imprimatur.content.storage;

import java.time.Duration;
import org.imprimatur.starter.worker.Worker;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gets the database ready beside the start, and again for as long as it is away: a service that waits for its
 * database says so instead of dying. Until then it is out of service, since without the indexes two requests with the
 * same key could both be kept.
 */
@Configuration(proxyBeanMethods = false)
class StorageReadiness {
    /** There is nothing left to do once it is done; a loop has to have some interval. */
    private static final Duration IDLE = Duration.ofHours(1);

    private volatile boolean ready;

    @Bean
    Worker storagePreparation(ObjectProvider<StorageSetup> setups) {
        return new Worker("storage", IDLE, () -> {
            if (!ready) {
                setups.orderedStream().forEach(StorageSetup::prepare);
                ready = true;
            }
            return false;
        });
    }

    @Bean
    AbstractHealthIndicator storageHealthIndicator() {
        return new AbstractHealthIndicator() {
            @Override
            protected void doHealthCheck(Health.Builder health) {
                if (ready) {
                    health.up();
                } else {
                    health.outOfService().withDetail("reason", "the indexes are not there yet");
                }
            }
        };
    }
}
