package org.imprimatur.starter.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.imprimatur.starter.worker.Consumers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How every consumer meets an outage: the container tries the same records again, in order, for as long as it takes.
 * Records that can never be processed are not its business; the service puts those aside one by one.
 */
@AutoConfiguration
class KafkaConfiguration {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(2);

    private final List<AbstractMessageListenerContainer<?, ?>> containers = new CopyOnWriteArrayList<>();

    /** A service that is to end hands its partitions over at once, and not when its doors have closed. */
    @Bean
    ApplicationListener<AvailabilityChangeEvent<?>> handingPartitionsOver() {
        return change -> {
            if (change.getState() == ReadinessState.REFUSING_TRAFFIC) {
                containers.forEach(container -> container.stop(() -> {}));
            }
        };
    }

    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> retryInOrder(Consumers consumers) {
        return (container, destination, group) -> {
            ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
            pauses.setMaxInterval(LAST_PAUSE.toMillis());
            DefaultErrorHandler handler = new DefaultErrorHandler(pauses);
            handler.setClassifications(Map.of(), true);
            handler.setLogLevel(KafkaException.Level.WARN);
            container.setCommonErrorHandler(handler);
            consumers.watch("consumer of " + destination, container);
            containers.add(container);
            container.getContainerProperties().setListenerTaskExecutor(new SimpleAsyncTaskExecutor(destination + "-"));
        };
    }
}
