package org.imprimatur.publishing.desk;

import org.imprimatur.starter.security.AccessRules;
import org.imprimatur.starter.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the staff API to those it is for. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {
    @Bean
    AccessRules deskAccess() {
        return rules -> rules.requestMatchers("/api/v1/editions/**", "/api/v1/editions", "/api/v1/dead-letters")
                .hasAnyRole(Role.ADMIN.claim(), Role.EDITOR.claim())
                .requestMatchers("/api/v1/previews")
                .hasAnyRole(Role.AUTHOR.claim(), Role.EDITOR.claim(), Role.ADMIN.claim());
    }
}
