package org.imprimatur.starter.problem;

import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** Switches problem documents on. */
@AutoConfiguration(beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@Import({ProblemAdvice.class, ProblemErrorController.class})
class ProblemConfiguration {
    /** Behind the filter that opens the trace, before security reads anything. */
    private static final int AFTER_TRACING = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    ProblemDocuments problemDocuments(Tracer tracer, JsonMapper json) {
        return new ProblemDocuments(tracer, json);
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit(@Value("${imprimatur.http.max-body}") DataSize limit,
            ProblemDocuments documents) {
        var registration = new FilterRegistrationBean<>(new BodyLimitFilter(limit, documents));
        registration.setOrder(AFTER_TRACING);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> containerErrors(ProblemDocuments documents) {
        return factory -> factory
                .addServerCustomizers(server -> server.setErrorHandler(new ContainerErrors(documents)));
    }
}
