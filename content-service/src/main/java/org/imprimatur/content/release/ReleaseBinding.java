package org.imprimatur.content.release;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;
import org.imprimatur.events.Topics;
import org.imprimatur.starter.intake.DeadLetters;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Binds the listener to its topic: the bean's name is the binding's, {@code releases-in-0}. */
@Configuration(proxyBeanMethods = false)
class ReleaseBinding {
    @Bean
    DeadLetters deadLetters(StreamBridge bridge, MeterRegistry meters) {
        return new DeadLetters(bridge, meters, Topics.RELEASES);
    }

    @Bean
    Consumer<Message<byte[]>> releases(ReleaseListener listener) {
        return listener::receive;
    }
}
