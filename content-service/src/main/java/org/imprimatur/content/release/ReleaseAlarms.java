package org.imprimatur.content.release;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.imprimatur.events.ReleaseEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * The alarm for pages that went public, or went away, without a decision of this newsroom: somebody else may be speaking
 * to the site. It stays up until the service is started anew.
 */
@Component("releasesHealthIndicator")
final class UnknownReleases extends AbstractHealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownReleases.class);

    private final Counter counter;
    private final AtomicReference<@Nullable String> last = new AtomicReference<>();

    UnknownReleases(MeterRegistry meters) {
        this.counter = Counter.builder("imprimatur.releases.unknown")
                .description("Reports of the site about decisions that are not in the article log").register(meters);
    }

    void raise(ReleaseEvent report) {
        counter.increment();
        last.set("article " + report.articleId() + ", decision " + report.sequence());
        LOG.error("ALARM: the site reports {} of article {} for decision {}, which nobody made here",
                report.getClass().getSimpleName(), report.articleId(), report.sequence());
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        String report = last.get();
        if (report == null) {
            health.up();
        } else {
            health.down().withDetail("reason", "the site reports what nobody decided here")
                    .withDetail("reports", (long) counter.count()).withDetail("last", report);
        }
    }
}
