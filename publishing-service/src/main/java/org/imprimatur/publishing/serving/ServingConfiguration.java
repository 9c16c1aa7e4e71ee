package org.imprimatur.publishing.serving;

import java.net.URI;
import java.security.SecureRandom;
import org.imprimatur.publishing.page.Masthead;
import org.imprimatur.publishing.page.Typesetter;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.imprimatur.starter.sender.Senders;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the public port. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PublicSettings.class)
class ServingConfiguration {
    @Bean
    Headers publicHeaders(Masthead masthead) {
        return new Headers(masthead.secure());
    }

    @Bean
    PublicPages publicPages(Headers headers) {
        return new PublicPages(headers);
    }

    @Bean
    PublicServer publicServer(PublicSettings settings, Masthead masthead, PublicPages pages, Headers headers,
            ProblemDocuments problems) {
        var refusals = new Refusals(headers, problems, new Typesetter(masthead));
        return new PublicServer(settings, URI.create(masthead.url()), pages, headers, refusals,
                new Senders(new SecureRandom(), System::nanoTime));
    }
}
