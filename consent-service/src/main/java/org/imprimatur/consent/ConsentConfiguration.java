package org.imprimatur.consent;

import java.security.SecureRandom;
import java.time.Clock;
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
        return rules -> rules
                .requestMatchers(HttpMethod.GET, "/banner.js", "/choices", "/api/v1/notice", "/api/v1/notices/*",
                        "/api/v1/choices/mine", "/api/v1/records/*/receipt", "/.well-known/gpc.json", "/log/**")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/choices", "/api/v1/choices").permitAll()
                .requestMatchers(HttpMethod.GET, "/api/v1/records", "/api/v1/records/*", "/access-log/**")
                .hasRole(Role.COMPLIANCE.claim());
    }
}
