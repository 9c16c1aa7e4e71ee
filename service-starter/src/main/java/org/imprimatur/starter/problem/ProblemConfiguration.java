package org.imprimatur.starter.problem;

import io.micrometer.tracing.Tracer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Switches problem documents on. */
@AutoConfiguration(beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@Import({ProblemAdvice.class, ProblemErrorController.class})
class ProblemConfiguration {
    @Bean
    ProblemDocuments problemDocuments(Tracer tracer, JsonMapper json) {
        return new ProblemDocuments(tracer, json);
    }

    @Bean
    MongoClientSettingsBuilderCustomizer rememberingWrites() {
        return settings -> settings.addCommandListener(new SentWrites());
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> containerErrors(ProblemDocuments documents) {
        return factory -> factory
                .addServerCustomizers(server -> server.setErrorHandler(new ContainerErrors(documents)));
    }
}
