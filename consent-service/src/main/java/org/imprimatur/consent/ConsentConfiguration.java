package org.imprimatur.consent;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.imprimatur.starter.security.AccessRules;
import org.imprimatur.starter.security.Role;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What all features of this service share: time, randomness, and who of the staff may reach which address. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class ConsentConfiguration {
    private static final String[] READ = {"/api/v1/records", "/api/v1/records/*", "/api/v1/accesses",
        "/api/v1/erasures", "/api/v1/erasure-requests", "/api/v1/subject-keys", "/api/v1/statistics",
        "/api/v1/export", "/api/v1/notice-drafts", "/api/v1/notice-drafts/*", "/api/v1/notice-publications",
        "/access-log/**"};

    private static final String[] DONE = {"/api/v1/records/*/erasure", "/api/v1/erasures",
        "/api/v1/erasure-requests/*/done", "/api/v1/subject-keys/*/destruction",
        "/api/v1/notice-drafts", "/api/v1/notice-drafts/*/approval", "/api/v1/notice-drafts/*/publication"};

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    AccessRules access() {
        return rules -> {
            for (HttpMethod reading : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
                rules.requestMatchers(reading, READ).hasRole(Role.COMPLIANCE.claim());
            }
            rules.requestMatchers(HttpMethod.POST, DONE).hasRole(Role.COMPLIANCE.claim());
        };
    }
}
