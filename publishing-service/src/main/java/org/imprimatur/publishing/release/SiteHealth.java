package org.imprimatur.publishing.release;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Keeps readers away from an instance that has no site to show yet, and tells operators what is amiss with the site. */
final class SiteHealth extends AbstractHealthIndicator {
    private final Publisher publisher;
    private final ReleaseMetrics metrics;

    SiteHealth(Publisher publisher, ReleaseMetrics metrics) {
        super("The site's state is unknown");
        this.publisher = publisher;
        this.metrics = metrics;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        if (publisher.isLoaded()) {
            builder.up();
        } else {
            builder.outOfService();
        }
        var status = publisher.status();
        builder.withDetail("edition", status.edition()).withDetail("editionsBehind", metrics.behind())
                .withDetail("waiting", status.waiting()).withDetail("overdue", metrics.overdue())
                .withDetail("lostPages", status.lostPages());
        if (status.broken() != null) {
            builder.withDetail("stopped", status.broken());
        }
        if (status.reopening()) {
            builder.withDetail("reopening", true);
        }
    }
}
