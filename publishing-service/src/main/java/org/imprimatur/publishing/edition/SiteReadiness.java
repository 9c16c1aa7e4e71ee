package org.imprimatur.publishing.edition;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Keeps readers away from an instance that has no site to show yet. */
final class SiteReadiness extends AbstractHealthIndicator {
    private final Press press;

    SiteReadiness(Press press) {
        super("The site's state is unknown");
        this.press = press;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        if (press.isLoaded()) {
            builder.up();
        } else {
            builder.outOfService();
        }
    }
}
