package org.imprimatur.publishing.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.NewTopic;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.Topics;
import org.imprimatur.publishing.announcement.Announcer;
import org.imprimatur.publishing.edition.ReleaseDesk;
import org.imprimatur.starter.intake.DeadLetters;
import org.imprimatur.starter.tracing.Traces;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.messaging.Message;

/** Binds the intake to its topic. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    DeadLetters deadLetters(StreamBridge bridge, MeterRegistry meters) {
        return new DeadLetters(bridge, meters, Topics.ARTICLES);
    }

    @Bean
    Consumer<Message<List<byte[]>>> articles(EventCodec codec, ReleaseDesk desk, DeadLetters deadLetters,
            Announcer announcer, Traces traces, Clock clock) {
        return new ArticleIntake(new EventReader(codec), desk, deadLetters, announcer, traces, clock);
    }

    /** The topics between newsroom and site, made by whichever side starts first, alike on both. */
    @Bean
    KafkaAdmin.NewTopics newsroomTopics(
            @Value("${spring.cloud.stream.kafka.binder.replication-factor}") int replication) {
        return new KafkaAdmin.NewTopics(Topics.all().stream()
                .filter(topic -> topic.name().startsWith(Topics.ARTICLES) || topic.name().startsWith(Topics.RELEASES))
                .map(topic -> TopicBuilder.name(topic.name()).partitions(topic.partitions()).replicas(replication)
                        .config("retention.ms", Long.toString(topic.retention().toMillis())).build())
                .toArray(NewTopic[]::new));
    }
}
