package org.imprimatur.publishing.search;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.imprimatur.publishing.edition.EditionLog;
import org.imprimatur.publishing.page.Masthead;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.publishing.release.PublicSite;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.imprimatur.starter.worker.Worker;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets the search up and keeps its index in order. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchSettings.class)
class SearchConfiguration {
    @Bean
    LiveStories liveStories(PublicSite.Texts texts) {
        return new LiveStories(texts);
    }

    @Bean
    SiteSearch siteSearch(LiveStories stories) {
        return new SiteSearch(stories);
    }

    @Bean(destroyMethod = "close")
    IndexWork indexWork(SearchSettings settings, EditionLog log, LiveStories stories, SiteSearch search) {
        return new IndexWork(settings.folder(), log, stories, search, settings.commit(), System::nanoTime);
    }

    @Bean
    Worker searchIndex(IndexWork work, SearchSettings settings) {
        return new Worker("search-index", settings.look(), work::step);
    }

    @Bean
    SearchPages searchPages(SiteSearch search, Masthead masthead, SearchSettings settings,
            ProblemDocuments documents, MeterRegistry meters) {
        return new SearchPages(search, new SitePages(masthead), settings.room(), documents, meters);
    }

    @Bean
    SearchHealth searchHealthIndicator(SiteSearch search, IndexWork work, MeterRegistry meters) {
        Supplier<SearchStatus> status = () -> search.status(work.rebuilds());
        Gauge.builder("imprimatur.search.ready", status, one -> one.get().ready() ? 1 : 0).strongReference(true)
                .description("1 while readers can search").register(meters);
        Gauge.builder("imprimatur.search.stories", status, one -> one.get().stories()).strongReference(true)
                .description("Stories that can be found").register(meters);
        FunctionCounter.builder("imprimatur.search.rebuilds", status, one -> one.get().rebuilds())
                .description("How often the index was made anew").register(meters);
        FunctionCounter.builder("imprimatur.search.faults", status, one -> one.get().faults())
                .description("How often the index failed").register(meters);
        return new SearchHealth(status);
    }
}
