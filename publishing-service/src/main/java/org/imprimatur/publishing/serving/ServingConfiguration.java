package org.imprimatur.publishing.serving;

import java.net.URI;
import java.security.SecureRandom;
import org.imprimatur.publishing.page.Fixtures;
import org.imprimatur.publishing.page.Masthead;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.publishing.release.PublicSite;
import org.imprimatur.publishing.search.SearchPages;
import org.imprimatur.publishing.search.SiteSearch;
import org.imprimatur.starter.open.OpenServer;
import org.imprimatur.starter.open.Refusals;
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
    Headers publicHeaders(Masthead masthead, PublicSettings settings) {
        return new Headers(masthead.secure(), settings.blockedBy(), new Fixtures().speculation());
    }

    @Bean
    PageCache pageCache(PublicSettings settings, Headers headers, PublicSite.Source source) {
        return new PageCache(settings.pageCache().toBytes(), headers, source,
                task -> Thread.ofVirtual().name("cold-page").start(task));
    }

    @Bean
    PublicPages publicPages(PageCache cache, SiteSearch search) {
        return new PublicPages(cache, search);
    }

    @Bean
    OpenServer publicServer(PublicSettings settings, Masthead masthead, PublicPages pages, PageCache cache,
            Headers headers, SearchPages search, ProblemDocuments problems) {
        var refusals = new PageRefusals(headers, problems, new SitePages(masthead));
        var senders = new Senders(new SecureRandom(), System::nanoTime);
        return server(settings, URI.create(masthead.url()), pages, cache, headers, search, refusals, senders);
    }

    static OpenServer server(PublicSettings settings, URI site, PublicPages pages, PageCache cache, Headers headers,
            SearchPages search, Refusals refusals, Senders senders) {
        var proxy = new ConsentProxy(settings.consentUrl(), site, settings.consentTimeout(),
                settings.consentAtOnce(), refusals, senders);
        var handler = new PublicHandler(new PageHandler(pages, cache, headers, refusals),
                new ConsentDoor(proxy, headers, refusals, settings.bodyTimeout(), settings.consentRoom()),
                search.handler(() -> pages.shown().searcher(), headers.security(), refusals));
        return new OpenServer(settings.openPort(), handler, refusals, Spelling.MENDED);
    }
}
