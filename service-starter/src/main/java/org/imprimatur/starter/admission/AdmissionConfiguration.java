package org.imprimatur.starter.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the limit in front of every route. */
@AutoConfiguration
class AdmissionConfiguration {
    @Bean
    Admission admission(@Value("${imprimatur.http.at-once}") int most, MeterRegistry metrics) {
        Counter refused = Counter.builder("imprimatur.requests.refused")
                .description("Requests that found no room").register(metrics);
        Admission admission = new Admission(most, refused::increment);
        Gauge.builder("imprimatur.requests.under.way", admission, Admission::underWay)
                .description("Requests that are being worked on").register(metrics);
        return admission;
    }

    @Bean
    WebMvcConfigurer roomFirst(Admission admission) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(admission).order(Ordered.HIGHEST_PRECEDENCE);
            }
        };
    }
}
