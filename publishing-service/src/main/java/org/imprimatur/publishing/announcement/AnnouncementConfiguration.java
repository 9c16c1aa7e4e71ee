package org.imprimatur.publishing.announcement;

import java.time.Duration;
import org.imprimatur.events.EventCodec;
import org.imprimatur.publishing.edition.Announcements;
import org.imprimatur.publishing.edition.Press;
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
    Announcer announcer(Announcements announcements, Press press, StreamBridge bridge, EventCodec codec,
            Traces traces) {
        return new Announcer(announcements, press, message -> bridge.send(Announcer.BINDING, message), codec, traces,
                System::nanoTime);
    }

    @Bean
    Worker announcements(Announcer announcer, Press press) {
        var loop = new Worker("announcements", SWEEP, announcer);
        press.listen(_ -> loop.wake());
        return loop;
    }
}
