package org.imprimatur.consent.erasure;

import java.time.Duration;
import org.imprimatur.starter.worker.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Carries out what a crash left half done. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {
    private static final Duration SWEEP = Duration.ofSeconds(5);

    @Bean
    Worker erasureSweep(Erasures erasures) {
        return new Worker("erasures", SWEEP, erasures::finish);
    }
}
