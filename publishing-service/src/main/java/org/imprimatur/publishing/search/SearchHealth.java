package org.imprimatur.publishing.search;

import java.util.function.Supplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells operators how the search stands. Never down: nothing about it is mended by keeping readers away from pages. */
final class SearchHealth extends AbstractHealthIndicator {
    private final Supplier<SearchStatus> search;

    SearchHealth(Supplier<SearchStatus> search) {
        super("The search's state is unknown");
        this.search = search;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        var status = search.get();
        builder.up().withDetail("ready", status.ready()).withDetail("edition", status.edition())
                .withDetail("stories", status.stories()).withDetail("behind", status.behind())
                .withDetail("rebuilds", status.rebuilds()).withDetail("faults", status.faults());
        if (status.fault() != null) {
            builder.withDetail("fault", status.fault());
        }
    }
}
