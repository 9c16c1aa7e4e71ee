package org.imprimatur.consent.retention;

import org.imprimatur.starter.worker.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the job. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {
    @Bean
    Worker retentionJob(Retention retention, RetentionSettings settings) {
        return new Worker("retention", settings.interval(), retention::run);
    }
}
