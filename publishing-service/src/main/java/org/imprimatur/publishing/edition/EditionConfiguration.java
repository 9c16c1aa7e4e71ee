package org.imprimatur.publishing.edition;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.imprimatur.publishing.page.Masthead;
import org.imprimatur.publishing.page.Typesetter;
import org.imprimatur.starter.worker.Worker;
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
    EditionLog editionLog(MongoDatabase database) {
        return new EditionLog(database);
    }

    @Bean
    WaitingRoom waitingRoom(MongoDatabase database) {
        return new WaitingRoom(database);
    }

    @Bean
    SiteProjection siteProjection(MongoDatabase database) {
        return new SiteProjection(database);
    }

    @Bean
    Press press(MongoDatabase database, EditionLog log, SiteProjection projection, Masthead masthead,
            ShopWindow window, Clock clock) {
        var sheets = new Sheets(database);
        var proofs = new Proofs(new Typesetter(masthead), new Bindery(), sheets);
        return new Press("press-" + UUID.randomUUID(), log, sheets, projection, proofs, window, clock);
    }

    @Bean
    PressMetrics pressMetrics(MeterRegistry meters, Press press, Clock clock) {
        var metrics = new PressMetrics(meters, press, clock);
        press.listen(metrics);
        return metrics;
    }

    @Bean
    ReleaseDesk releaseDesk(Press press, WaitingRoom waiting, PressMetrics metrics, Clock clock) {
        return new ReleaseDesk(press, waiting, metrics, clock);
    }

    @Bean
    SiteReadiness siteHealthIndicator(Press press) {
        return new SiteReadiness(press);
    }

    /** Loads the site, and from then on shows what other instances print. */
    @Bean
    Worker editions(Press press, WaitingRoom waiting, PressSettings settings) {
        return new Worker("editions", settings.follow(), () -> {
            if (press.isLoaded()) {
                press.follow();
            } else {
                waiting.prepare();
                press.load();
            }
            return false;
        });
    }

    @Bean
    Worker embargoes(Press press, ReleaseDesk desk, PressSettings settings) {
        return new Worker("embargoes", settings.release(), () -> press.isLoaded() && desk.releaseDue());
    }

    @Bean
    Worker projection(Press press, SiteProjection projection, PressSettings settings) {
        return new Worker("projection", settings.project(), () -> projection.write(press::articles));
    }
}
