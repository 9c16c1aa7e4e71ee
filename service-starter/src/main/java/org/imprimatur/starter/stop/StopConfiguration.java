package org.imprimatur.starter.stop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** A service that is told to end takes leave of everybody first. */
@AutoConfiguration
class StopConfiguration {
    private final List<Parting> servers = new CopyOnWriteArrayList<>();

    @Bean
    Drain drain(ApplicationContext context, @Value("${imprimatur.drain}") Duration time) {
        return new Drain(context, time);
    }

    /** Around all else that is around the service. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> takingLeave() {
        return factory -> factory.addServerCustomizers(server -> {
            Parting parting = new Parting(server.getHandler());
            server.setHandler(parting);
            servers.add(parting);
        });
    }

    @Bean
    ApplicationListener<AvailabilityChangeEvent<?>> leaveTaking() {
        return change -> servers.forEach(server -> server.heed(change));
    }
}
