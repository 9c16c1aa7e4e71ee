package org.imprimatur.publishing.edition;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import org.imprimatur.publishing.site.ArticleChange;

/** What operators watch. */
final class PressMetrics implements EditionListener {
    private final Counter editions;
    private final Timer release;
    private final Timer approveToLive;
    private final Press press;
    private final Clock clock;

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
    }

    /** Notes how long a release took. */
    void released(Duration duration) {
        release.record(duration);
    }

    @Override
    public void shown(Edition edition) {
        editions.increment();
        // Whoever printed it measures it; else the sum over all instances would hold it several times.
        if (edition.press().equals(press.name())) {
            var now = clock.instant();
            for (var cause : edition.causes()) {
                if (cause instanceof ArticleChange.Approved(var story)) {
                    var from = story.releaseAt() != null && story.releaseAt().isAfter(story.approvedAt())
                            ? story.releaseAt()
                            : story.approvedAt();
                    approveToLive.record(Duration.between(from, now));
                }
            }
        }
    }
}
