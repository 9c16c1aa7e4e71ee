package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.Edition;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.imprimatur.publishing.site.ArticleChange;

/** What operators watch. */
final class ReleaseMetrics {
    /** A story that isn't out that long after its time is overdue. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int COUNTED = 1_000;

    private final Counter editions;
    private final Timer release;
    private final Timer approveToLive;
    private final Publisher publisher;
    private final Clock clock;
    private volatile long newest;

    ReleaseMetrics(MeterRegistry meters, Publisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
        editions = Counter.builder("imprimatur.editions").description("Editions shown by this instance")
                .register(meters);
        release = Timer.builder("imprimatur.release.duration")
                .description("From taking decisions to readers seeing them").publishPercentileHistogram()
                .register(meters);
        approveToLive = Timer.builder("imprimatur.approve.to.live")
                .description("From an approval, or the end of its embargo, to readers seeing the page")
                .publishPercentileHistogram().register(meters);
        Gauge.builder("imprimatur.editions.behind", this, ReleaseMetrics::behind)
                .description("Editions that others have committed and readers of this instance don't see")
                .register(meters);
        Gauge.builder("imprimatur.pages.lost", publisher, one -> one.status().lostPages().size())
                .description("Pages whose bytes are nowhere to be had").register(meters);
        Gauge.builder("imprimatur.stories.waiting", publisher, one -> one.status().waiting())
                .description("Approved stories whose release time is to come").register(meters);
        Gauge.builder("imprimatur.stories.overdue", this, ReleaseMetrics::overdue)
                .description("Approved stories not out " + GRACE.toSeconds() + " s after their release time")
                .register(meters);
        Gauge.builder("imprimatur.site.stopped", publisher, one -> one.isLoaded() && !one.isOpen() ? 1 : 0)
                .description("1 while this instance can't commit or follow editions").register(meters);
    }

    /** Notes how long a release took. */
    void released(Duration duration) {
        release.record(duration);
    }

    /** Notes the newest edition there is. */
    void newest(long number) {
        newest = number;
    }

    long behind() {
        return Math.max(0, newest - publisher.status().edition());
    }

    int overdue() {
        return publisher.due(clock.instant().minus(GRACE), COUNTED).size();
    }

    /** Notes an edition that readers see. */
    void shown(Edition edition) {
        editions.increment();
        // Whoever rendered it measures it; else the sum over all instances would hold it several times.
        if (edition.publisher().equals(publisher.name())) {
            var now = clock.instant();
            for (var cause : edition.causes()) {
                if (cause instanceof ArticleChange.Approved(var story, _, _) && story.releaseAt() == null) {
                    record(story.approvedAt(), now);
                } else if (cause instanceof ArticleChange.Due due) {
                    record(due.releaseAt(), now);
                }
            }
        }
    }

    private void record(Instant from, Instant now) {
        approveToLive.record(Duration.between(from, now));
    }
}
