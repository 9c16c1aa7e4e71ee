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

/** What all features of this service share: time, randomness, and who may reach which address. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class ConsentConfiguration {
    /** What the public site forwards, and anybody may read: the proof of a record says nothing about its visitor. */
    private static final String[] VISITORS = {"/banner.js", "/choices", "/api/v1/notice", "/api/v1/notices/*",
        "/api/v1/choices/mine", "/api/v1/records/*/receipt", "/.well-known/gpc.json", "/log/**"};

    private static final String[] STAFFS = {"/api/v1/records", "/api/v1/records/*", "/api/v1/accesses",
        "/access-log/**"};

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
        return AccessRules.forEverybody(rules -> {
            for (HttpMethod reading : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
                rules.requestMatchers(reading, VISITORS).permitAll();
                rules.requestMatchers(reading, STAFFS).hasRole(Role.COMPLIANCE.claim());
            }
            rules.requestMatchers(HttpMethod.POST, "/choices", "/api/v1/choices").permitAll();
        });
    }
}
