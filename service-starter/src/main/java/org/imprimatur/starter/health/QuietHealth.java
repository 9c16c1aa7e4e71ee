package org.imprimatur.starter.health;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * A check whose failure is the answer and nothing more. Probes ask every few seconds, and Spring's own would log a stack
 * trace each time; that something is away is told once, by whoever waits for it.
 */
abstract class QuietHealth implements HealthIndicator {
    /** Says up, or throws what is in the way. */
    abstract void check(Health.Builder builder) throws Exception;

    @Override
    public final Health health() {
        Health.Builder builder = new Health.Builder();
        try {
            check(builder);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            builder.down(stopped);
        } catch (Exception failure) {
            builder.down(failure);
        }
        return builder.build();
    }
}
