package org.imprimatur.consent.retention;

import java.time.Period;
import java.util.Map;
import java.util.TreeMap;
import org.imprimatur.consent.notice.RetentionPromise;
import org.imprimatur.starter.worker.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the job, and lets nobody promise anything else. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {
    @Bean
    RetentionPromise retentionPromise(RetentionSettings settings) {
        return jurisdiction -> {
            Map<String, Period> promised = new TreeMap<>();
            settings.in(jurisdiction).forEach((state, period) -> promised.put(state.word(), period));
            return promised;
        };
    }

    @Bean
    Worker retentionJob(Retention retention, RetentionSettings settings) {
        return new Worker("retention", settings.interval(), retention::run);
    }
}
