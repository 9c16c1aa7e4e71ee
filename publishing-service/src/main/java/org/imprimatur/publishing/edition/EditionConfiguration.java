package org.imprimatur.publishing.edition;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import org.imprimatur.starter.worker.Worker;
import org.imprimatur.events.EventCodec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Opens the log of editions. */
@Configuration(proxyBeanMethods = false)
class EditionConfiguration {
    private static final Duration HISTORY = Duration.ofSeconds(1);

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
    PathHistory pathHistory(MongoDatabase database, EditionLog log) {
        return new PathHistory(database, log);
    }

    @Bean
    Worker pathHistoryWorker(PathHistory history) {
        return new Worker("path-history", HISTORY, history::write);
    }

    @Bean
    Announcements announcementsOfEditions(MongoDatabase database, EditionLog log) {
        return new Announcements(database, log);
    }
}
