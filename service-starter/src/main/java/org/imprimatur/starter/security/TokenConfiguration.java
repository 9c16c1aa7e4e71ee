package org.imprimatur.starter.security;

import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Reads tokens. Made here instead of by Spring Boot, whose decoder takes no type but JWT, so not the one that the
 * standard for access tokens gives them (RFC 9068).
 */
@AutoConfiguration(beforeName = {
    "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
    "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration"})
@EnableConfigurationProperties(OAuth2ResourceServerProperties.class)
class TokenConfiguration {
    @Bean
    JwtDecoder jwtDecoder(OAuth2ResourceServerProperties properties) {
        var settings = properties.getJwt();
        List<String> audiences = settings.getAudiences();
        String keys = Objects.requireNonNull(settings.getJwkSetUri(), "no address of the issuer's keys");
        String issuer = Objects.requireNonNull(settings.getIssuerUri(), "no issuer");
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys).validateType(false).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<Collection<String>>(JwtClaimNames.AUD,
                        named -> named != null && !Collections.disjoint(named, audiences)),
                new TokenRules(Clock.systemUTC())));
        return decoder;
    }
}
