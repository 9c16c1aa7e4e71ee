package org.imprimatur.publishing.announcement;

import java.time.Clock;
import java.time.Duration;
import org.imprimatur.events.EventCodec;
import org.imprimatur.publishing.edition.EditionLog;
import org.imprimatur.publishing.edition.Press;
import org.imprimatur.starter.relay.RelayLoop;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the announcer. */
@Configuration(proxyBeanMethods = false)
class AnnouncementConfiguration {
    private static final Duration SWEEP = Duration.ofSeconds(2);

    @Bean
    Announcer announcer(EditionLog log, Press press, StreamBridge bridge, EventCodec codec, Clock clock) {
        return new Announcer(log, press, bridge, codec, clock);
    }

    @Bean
    RelayLoop announcements(Announcer announcer, Press press) {
        var loop = new RelayLoop("announcements", SWEEP, announcer);
        press.listen(_ -> loop.wake());
        return loop;
    }
}
