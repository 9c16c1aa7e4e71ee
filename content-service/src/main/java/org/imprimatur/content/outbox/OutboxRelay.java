package org.imprimatur.content.outbox;

import org.imprimatur.content.log.CommitListener;
import org.imprimatur.starter.relay.RelayLoop;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the outbox, woken by the very commit that has something to send. */
@Configuration(proxyBeanMethods = false)
class OutboxRelay {
    @Bean
    RelayLoop outboxLoop(Outbox outbox, OutboxSettings settings) {
        return new RelayLoop("outbox", settings.sweep(), outbox);
    }

    @Bean
    CommitListener wakingOutbox(RelayLoop outboxLoop) {
        return (entry, hasEvent) -> {
            if (hasEvent) {
                outboxLoop.wake();
            }
        };
    }
}
