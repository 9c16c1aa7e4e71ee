package org.imprimatur.content.release;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.imprimatur.content.log.Entry;
import org.imprimatur.events.ReleaseEvent;
import org.imprimatur.events.ReleaseFailed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * The alarms that the site's reports give rise to: pages that went public, or went away, without a decision of this
 * newsroom, since somebody else may be speaking to the site; and pages that were to go away and could not. The first
 * stays up until the service is started anew, the second until the site says that it has done it after all.
 */
@Component("releasesHealthIndicator")
final class ReleaseAlarms extends AbstractHealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseAlarms.class);

    private final Counter unknown;
    private final AtomicReference<@Nullable String> lastUnknown = new AtomicReference<>();
    private final Map<String, Long> stillPublic = new ConcurrentHashMap<>();

    ReleaseAlarms(MeterRegistry meters) {
        this.unknown = Counter.builder("imprimatur.releases.unknown")
                .description("Reports of the site about decisions that are not in the article log").register(meters);
        Gauge.builder("imprimatur.removals.failed", stillPublic, Map::size)
                .description("Articles whose removal the site could not carry out").register(meters);
    }

    /** Nobody decided here what the site reports. */
    void unknown(ReleaseEvent report) {
        unknown.increment();
        lastUnknown.set("article " + report.articleId() + ", decision " + report.sequence());
        LOG.error("ALARM: the site reports {} of article {} for decision {}, which nobody made here",
                report.getClass().getSimpleName(), report.articleId(), report.sequence());
    }

    /** The site reports about a decision of ours. */
    void heard(ReleaseEvent report, Entry decision) {
        if (!(report instanceof ReleaseFailed)) {
            stillPublic.computeIfPresent(report.articleId(),
                    (article, failed) -> failed <= report.sequence() ? null : failed);
        } else if (!decision.type().equals(ReleaseListener.APPROVED)) {
            stillPublic.merge(report.articleId(), report.sequence(), Math::max);
            LOG.error(
                    "ALARM: the site could not carry out that article {} was {} (decision {}); it may be public still",
                    report.articleId(), decision.type(), report.sequence());
        }
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        String last = lastUnknown.get();
        Map<String, Long> removals = new TreeMap<>(stillPublic);
        if (last == null && removals.isEmpty()) {
            health.up();
            return;
        }
        health.down();
        if (last != null) {
            health.withDetail("reports", (long) unknown.count()).withDetail("lastUnknown", last);
        }
        if (!removals.isEmpty()) {
            health.withDetail("stillPublic", removals);
        }
    }
}
