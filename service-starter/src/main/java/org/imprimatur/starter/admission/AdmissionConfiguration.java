package org.imprimatur.starter.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** Puts the limit in front of every route of the API. */
@AutoConfiguration
class AdmissionConfiguration {
    private static final int EACH_PROCESSOR = 4;
    /** A crowd that asks again only once it was answered gets along with few seats, if it may wait for them. */
    private static final int WAITING_EACH = 8;
    /** Long answers to slow readers take up one each. */
    private static final int THREADS = 200;

    /** @param atOnce 0 for a number that goes with the processors there are */
    @Bean
    Room apiRoom(@Value("${imprimatur.http.at-once}") int atOnce,
            @Value("${imprimatur.http.patience}") Duration patience, MeterRegistry metrics) {
        int seats = atOnce > 0 ? atOnce : EACH_PROCESSOR * Runtime.getRuntime().availableProcessors();
        Room room = new Room(seats, WAITING_EACH * seats, patience);
        Gauge.builder("imprimatur.requests.under.way", room, Room::taken)
                .description("Requests that are being worked on").register(metrics);
        return room;
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> roomFirst(Room apiRoom, ProblemDocuments documents,
            MeterRegistry metrics) {
        Counter refused = Counter.builder("imprimatur.requests.refused")
                .description("Requests that found no room").register(metrics);
        return factory -> {
            // The system lets a thread that has only to refuse run before those that are let in; virtual ones queue.
            factory.setThreadPool(new QueuedThreadPool(THREADS));
            factory.addServerCustomizers(server -> {
                Admission admission = new Admission(apiRoom, documents, refused::increment);
                admission.setHandler(server.getHandler());
                server.setHandler(admission);
            });
        };
    }
}
