package org.imprimatur.publishing.edition;

import com.mongodb.client.MongoDatabase;
import org.imprimatur.events.EventCodec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Opens the log of editions. */
@Configuration(proxyBeanMethods = false)
class EditionConfiguration {
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
}
