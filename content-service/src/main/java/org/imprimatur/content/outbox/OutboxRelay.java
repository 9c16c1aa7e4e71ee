package org.imprimatur.content.outbox;

import org.imprimatur.content.log.CommitListener;
import org.imprimatur.starter.worker.Worker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Runs the outbox, woken by the very commit that has something to send. */
@Configuration(proxyBeanMethods = false)
class OutboxRelay {
    @Bean
    Worker outboxWorker(Outbox outbox, OutboxSettings settings) {
        return new Worker("outbox", settings.sweep(), outbox);
    }

    /** Nothing is sent before this has looked, and it goes on looking where it got no answer. */
    @Bean
    Worker sentBeforeWorker(SentBefore sentBefore, OutboxSettings settings) {
        return new Worker("sent-before", settings.sweep(), sentBefore);
    }

    /** While an event is being sent, the relay itself can't say that it lives. */
    @Bean
    Worker leaseWorker(Lease lease, OutboxSettings settings) {
        return new Worker("outbox-lease", settings.grace().dividedBy(3), () -> {
            lease.beat();
            return false;
        });
    }

    /** Before every other listener: no slow database holds up what only has to leave. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    CommitListener wakingOutbox(Worker outboxWorker) {
        return (entry, hasEvent) -> {
            if (hasEvent) {
                outboxWorker.wake();
            }
        };
    }
}
