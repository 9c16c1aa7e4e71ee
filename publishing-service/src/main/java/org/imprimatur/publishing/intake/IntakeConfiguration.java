package org.imprimatur.publishing.intake;

import org.imprimatur.publishing.edition.ArticleEvents;
import org.imprimatur.publishing.release.Releases;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.NewTopic;
import org.imprimatur.events.EventCodec;
import org.imprimatur.events.EventVerifier;
import org.imprimatur.events.Topics;
import org.imprimatur.publishing.announcement.Announcer;
import org.imprimatur.starter.intake.DeadLetters;
import org.imprimatur.starter.intake.ReadPositions;
import org.imprimatur.starter.tracing.Traces;
import org.imprimatur.starter.worker.Worker;
import org.imprimatur.tlog.note.VerifierKey;
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
    DeadLetters deadLetters(StreamBridge bridge, MeterRegistry meters) {
        return new DeadLetters(bridge, meters, Topics.ARTICLES);
    }

    @Bean
    Alarms alarmsHealthIndicator(MeterRegistry meters) {
        return new Alarms(meters);
    }

    /** Without a key to check them by, no event could ever be taken: better not to start than to put all aside. */
    @Bean
    EventVerifier eventVerifier(@Value("${imprimatur.articles.verifier-keys}") List<String> keys) {
        if (keys.isEmpty()) {
            throw new IllegalStateException("No key is set by which the newsroom's events can be checked: set "
                    + "IMPRIMATUR_ARTICLES_VERIFIER_KEYS to its verifier key, <name>+<id>+<base64>");
        }
        return new EventVerifier(keys.stream().map(VerifierKey::parse).toList());
    }

    /** The site and how far it has heard the newsroom are in one database, and come out of one backup. */
    @Bean
    ReadPositions readPositions(MongoDatabase database, KafkaAdmin admin, Alarms alarms) {
        return new ReadPositions(Topics.ARTICLES, () -> database, admin.getConfigurationProperties(),
                alarms::missed);
    }

    @Bean
    Worker positionsWorker(ReadPositions positions) {
        return positions.worker();
    }

    @Bean
    KafkaReadProgress readProgress(KafkaAdmin admin, ReadPositions positions) {
        return new KafkaReadProgress(admin.getConfigurationProperties(), Topics.ARTICLES, positions);
    }

    @Bean
    Consumer<Message<List<byte[]>>> articles(EventCodec codec, ArticleEvents events, EventVerifier verifier,
            Releases releases, DeadLetters deadLetters, Announcer announcer, Alarms alarms, Traces traces,
            Clock clock, ReadPositions positions) {
        return new ArticleIntake(new EventReader(codec, events, verifier), releases, deadLetters, announcer, alarms,
                traces, clock, positions);
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
