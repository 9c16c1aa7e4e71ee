package org.imprimatur.content;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.imprimatur.events.EventCodec;
import org.imprimatur.starter.clock.DatabaseClock;
import org.imprimatur.starter.security.AccessRules;
import org.imprimatur.starter.security.Role;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.http.HttpMethod;

/** What all features of this service build on. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class ContentConfiguration {
    private static final String ARTICLES = "/api/v1/articles";

    /** Milliseconds, since that is what MongoDB keeps: a time read back is the time that was hashed. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }

    @Bean
    DatabaseClock databaseClock(MongoDatabaseFactory database) {
        return new DatabaseClock(database::getMongoDatabase);
    }

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    /** Route by route, and what isn't here is closed; who sees and does what to which article is the rules' to say. */
    @Bean
    AccessRules accessRules() {
        String author = Role.AUTHOR.claim();
        String editor = Role.EDITOR.claim();
        String legal = Role.LEGAL.claim();
        String[] newsroom = {author, editor, legal, Role.ADMIN.claim()};
        return rules -> {
            for (String route : List.of("", "/*", "/*/history", "/*/revisions", "/*/revisions/*")) {
                rules.requestMatchers(HttpMethod.GET, ARTICLES + route).hasAnyRole(newsroom)
                        .requestMatchers(HttpMethod.HEAD, ARTICLES + route).hasAnyRole(newsroom);
            }
            rules.requestMatchers(HttpMethod.POST, ARTICLES).hasAnyRole(author, editor)
                    .requestMatchers(HttpMethod.PUT, ARTICLES + "/*").hasAnyRole(author, editor)
                    .requestMatchers(HttpMethod.POST, ARTICLES + "/*/actions/*").hasAnyRole(author, editor, legal);
        };
    }
}
