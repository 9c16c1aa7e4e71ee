package org.imprimatur.publishing.edition;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.imprimatur.publishing.site.ArticleChange;

/** What operators watch. */
final class PressMetrics implements EditionListener {
    /** A story that isn't out that long after its time is overdue. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int COUNTED = 1_000;

    private final Counter editions;
    private final Timer release;
    private final Timer approveToLive;
    private final Press press;
    private final Clock clock;
    private volatile long newest;

    PressMetrics(MeterRegistry meters, Press press, Clock clock) {
        this.press = press;
        this.clock = clock;
        editions = Counter.builder("imprimatur.editions").description("Editions shown by this instance")
                .register(meters);
        release = Timer.builder("imprimatur.release.duration")
                .description("From taking decisions to readers seeing them").publishPercentileHistogram()
                .register(meters);
        approveToLive = Timer.builder("imprimatur.approve.to.live")
                .description("From an approval, or the end of its embargo, to readers seeing the page")
                .publishPercentileHistogram().register(meters);
        Gauge.builder("imprimatur.editions.behind", this, PressMetrics::behind)
                .description("Editions that others have committed and readers of this instance don't see")
                .register(meters);
        Gauge.builder("imprimatur.pages.lost", press, one -> one.status().lostPages().size())
                .description("Pages whose bytes are nowhere to be had").register(meters);
        Gauge.builder("imprimatur.stories.waiting", press, one -> one.status().waiting())
                .description("Approved stories whose release time is to come").register(meters);
        Gauge.builder("imprimatur.stories.overdue", this, PressMetrics::overdue)
                .description("Approved stories not out " + GRACE.toSeconds() + " s after their release time")
                .register(meters);
        Gauge.builder("imprimatur.site.stopped", press, one -> one.isLoaded() && !one.isOpen() ? 1 : 0)
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
        return Math.max(0, newest - press.status().edition());
    }

    int overdue() {
        return press.due(clock.instant().minus(GRACE), COUNTED).size();
    }

    @Override
    public void shown(Edition edition) {
        editions.increment();
        // Whoever printed it measures it; else the sum over all instances would hold it several times.
        if (edition.press().equals(press.name())) {
            var now = clock.instant();
            for (var cause : edition.causes()) {
                if (cause instanceof ArticleChange.Approved(var story, _) && story.releaseAt() == null) {
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
