package org.imprimatur.starter.settings;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ServerConnector;
import org.imprimatur.starter.body.BodyLimit;
import org.imprimatur.starter.body.FieldLimits;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.unit.DataSize;

/** The web server as all three services need it. */
@AutoConfiguration
class WebConfiguration {
    /**
     * How many connections may wait to be accepted. With Java's own 50 a burst of clients overflows the queue, and the
     * kernel then lets some of them, who believe they are connected, wait for seconds.
     */
    private static final int ACCEPT_QUEUE = 1_024;

    /** Last, so that what other customizers put around the service is inside. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> requestLimits(
            @Value("${imprimatur.http.max-body}") DataSize limit) {
        return factory -> factory.addServerCustomizers(server -> {
            FieldLimits fields = new FieldLimits();
            fields.setHandler(server.getHandler());
            BodyLimit outermost = new BodyLimit(limit.toBytes());
            outermost.setHandler(fields);
            server.setHandler(outermost);
            // What isn't compliant is refused by the outermost handler.
            for (var connector : server.getConnectors()) {
                connector.getConnectionFactories().stream()
                        .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                        .map(HttpConfiguration.ConnectionFactory.class::cast)
                        .forEach(http -> http.getHttpConfiguration().setUriCompliance(UriCompliance.UNSAFE));
            }
        });
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> acceptQueue() {
        return factory -> factory.addServerCustomizers(server -> {
            for (var connector : server.getConnectors()) {
                if (connector instanceof ServerConnector network) {
                    network.setAcceptQueueSize(ACCEPT_QUEUE);
                }
            }
        });
    }
}
