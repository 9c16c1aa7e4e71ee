package org.imprimatur.publishing.release;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.imprimatur.publishing.archive.PageArchive;
import org.imprimatur.publishing.edition.Announcements;
import org.imprimatur.publishing.edition.ArticleEvents;
import org.imprimatur.publishing.edition.EditionLog;
import org.imprimatur.publishing.page.Masthead;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.starter.clock.DatabaseClock;
import org.imprimatur.starter.fault.FailPoint;
import org.imprimatur.starter.worker.Worker;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sets the publisher up and keeps it running, with a loop for each of its duties: a projection that is held up must not
 * make an embargo late.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ReleaseSettings.class, SiteSettings.class})
class ReleaseConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Masthead masthead(SiteSettings settings) {
        return new Masthead(settings.url(), settings.name(), settings.description());
    }

    @Bean
    SiteProjection siteProjection(MongoDatabase database, ArticleEvents events) {
        return new SiteProjection(database, events);
    }

    @Bean
    PageRenderer pageRenderer(Masthead masthead, SiteProjection projection) {
        return new PageRenderer(new SitePages(masthead), projection::bodies);
    }

    @Bean
    PageArchive pageArchive(MongoDatabase database) {
        return new PageArchive(database);
    }

    @Bean
    PageRecovery pageRecovery(PageArchive archive, PageRenderer renderer) {
        return new PageRecovery(archive, renderer);
    }

    /** Nobody is shown anything newer here that the next instance may not have yet. */
    @Bean
    ApplicationListener<AvailabilityChangeEvent<?>> retiringPublisher(Publisher publisher) {
        return change -> {
            if (change.getState() == ReadinessState.REFUSING_TRAFFIC) {
                publisher.retire();
            }
        };
    }

    @Bean
    Publisher publisher(EditionLog log, Announcements announcements, PageArchive archive, SiteProjection projection,
            PageRenderer renderer, PageRecovery recovery, PublicSite publicSite, Clock clock, FailPoint failPoint) {
        return new Publisher("publisher-" + UUID.randomUUID(), log, announcements, archive, projection, renderer,
                recovery, publicSite, clock, failPoint);
    }

    @Bean
    ReleaseMetrics releaseMetrics(MeterRegistry meters, Publisher publisher, Clock clock) {
        var metrics = new ReleaseMetrics(meters, publisher, clock);
        publisher.listen(metrics::shown);
        return metrics;
    }

    @Bean
    Releases releases(Publisher publisher, Releases.ReadProgress progress, PageRenderer renderer,
            ReleaseMetrics metrics,
            Clock clock, MongoDatabase database) {
        return new Releases(publisher, progress, renderer, metrics, clock, new DatabaseClock(() -> database));
    }

    @Bean
    SiteHealth siteHealthIndicator(Publisher publisher, ReleaseMetrics metrics) {
        return new SiteHealth(publisher, metrics);
    }

    /** Loads the site, and from then on shows what other instances commit. */
    @Bean
    Worker editions(Publisher publisher, EditionLog log, ReleaseMetrics metrics, ReleaseSettings settings) {
        return new Worker("editions", settings.follow(), () -> {
            publisher.follow();
            if (!publisher.isOpen()) {
                metrics.newest(log.newest());
            }
            return false;
        });
    }

    @Bean
    Worker embargoes(Publisher publisher, Releases releases, ReleaseSettings settings) {
        return new Worker("embargoes", settings.release(), () -> publisher.isOpen() && releases.releaseDue());
    }

    @Bean
    Worker projection(SiteProjection projection, ReleaseSettings settings) {
        return new Worker("projection", settings.project(), projection::write);
    }

    @Bean
    Worker pageCheck(Publisher publisher, PageRecovery recovery, ReleaseSettings settings) {
        return new Worker("page-check", settings.check(), () -> {
            if (publisher.isLoaded()) {
                recovery.check();
            }
            return false;
        });
    }
}
