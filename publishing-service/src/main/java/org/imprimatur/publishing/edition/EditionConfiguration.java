package org.imprimatur.publishing.edition;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.imprimatur.events.EventCodec;
import org.imprimatur.publishing.page.Masthead;
import org.imprimatur.publishing.page.Typesetter;
import org.imprimatur.starter.clock.DatabaseClock;
import org.imprimatur.starter.fault.FailPoint;
import org.imprimatur.starter.worker.Worker;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * Sets the press up and keeps it running, with a loop for each of its duties: a projection that is held up must not make
 * an embargo late.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PressSettings.class, SiteSettings.class})
class EditionConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Masthead masthead(SiteSettings settings) {
        return new Masthead(settings.url(), settings.name(), settings.description());
    }

    @Bean
    MongoDatabase publishingDatabase(MongoDatabaseFactory factory) {
        return factory.getMongoDatabase();
    }

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    ArticleEvents articleEvents(EventCodec codec) {
        return new ArticleEvents(codec);
    }

    @Bean
    EditionLog editionLog(MongoDatabase database, ArticleEvents events) {
        return new EditionLog(database, events);
    }

    @Bean
    Announcements announcementsOfEditions(MongoDatabase database, EditionLog log) {
        return new Announcements(database, log);
    }

    @Bean
    SiteProjection siteProjection(MongoDatabase database, ArticleEvents events) {
        return new SiteProjection(database, events);
    }

    @Bean
    Proofs proofs(Masthead masthead) {
        return new Proofs(new Typesetter(masthead), new Bindery());
    }

    /** Nobody is shown anything newer here that the next instance may not have yet. */
    @Bean
    ApplicationListener<AvailabilityChangeEvent<?>> retiringPress(Press press) {
        return change -> {
            if (change.getState() == ReadinessState.REFUSING_TRAFFIC) {
                press.retire();
            }
        };
    }

    @Bean
    Press press(MongoDatabase database, EditionLog log, Announcements announcements, SiteProjection projection,
            Proofs proofs, ShopWindow window, Clock clock, FailPoint failPoint) {
        return new Press("press-" + UUID.randomUUID(), log, announcements, new Sheets(database), projection, proofs,
                window, clock, failPoint);
    }

    @Bean
    PressMetrics pressMetrics(MeterRegistry meters, Press press, Clock clock) {
        var metrics = new PressMetrics(meters, press, clock);
        press.listen(metrics);
        return metrics;
    }

    @Bean
    ReleaseDesk releaseDesk(Press press, ReadProgress progress, Proofs proofs, PressMetrics metrics, Clock clock,
            MongoDatabase database) {
        return new ReleaseDesk(press, progress, proofs, metrics, clock, new DatabaseClock(() -> database));
    }

    @Bean
    SiteHealth siteHealthIndicator(Press press, PressMetrics metrics) {
        return new SiteHealth(press, metrics);
    }

    /** Loads the site, and from then on shows what other instances print. */
    @Bean
    Worker editions(Press press, EditionLog log, PressMetrics metrics, PressSettings settings) {
        return new Worker("editions", settings.follow(), () -> {
            press.follow();
            if (!press.isOpen()) {
                metrics.newest(log.newest());
            }
            return false;
        });
    }

    @Bean
    Worker embargoes(Press press, ReleaseDesk desk, PressSettings settings) {
        return new Worker("embargoes", settings.release(), () -> press.isOpen() && desk.releaseDue());
    }

    @Bean
    Worker projection(SiteProjection projection, PressSettings settings) {
        return new Worker("projection", settings.project(), projection::write);
    }
}
