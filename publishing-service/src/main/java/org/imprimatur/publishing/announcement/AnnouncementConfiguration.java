package org.imprimatur.publishing.announcement;

import org.imprimatur.publishing.edition.Announcements;
import org.imprimatur.publishing.release.Publisher;

import java.time.Duration;
import org.imprimatur.events.EventCodec;
import org.imprimatur.starter.worker.Worker;
import org.imprimatur.starter.tracing.Traces;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the announcer. */
@Configuration(proxyBeanMethods = false)
class AnnouncementConfiguration {
    private static final Duration SWEEP = Duration.ofSeconds(2);

    @Bean
    Announcer announcer(Announcements announcements, Publisher publisher, StreamBridge bridge, EventCodec codec,
            Traces traces) {
        return new Announcer(announcements, publisher, message -> bridge.send(Announcer.BINDING, message), codec,
                traces,
                System::nanoTime);
    }

    @Bean
    Worker announcements(Announcer announcer, Publisher publisher) {
        var loop = new Worker("announcements", SWEEP, announcer);
        publisher.listen(_ -> loop.wake());
        return loop;
    }
}
