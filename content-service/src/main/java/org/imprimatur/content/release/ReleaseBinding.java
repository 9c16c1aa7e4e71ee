package org.imprimatur.content.release;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;
import org.imprimatur.events.Topics;
import org.imprimatur.starter.intake.DeadLetters;
import org.imprimatur.starter.intake.Incoming;
import org.imprimatur.starter.intake.ReadPositions;
import org.imprimatur.starter.worker.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.messaging.Message;

/** Binds the listener to its topic: the bean's name is the binding's, {@code releases-in-0}. */
@Configuration(proxyBeanMethods = false)
class ReleaseBinding {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseBinding.class);

    @Bean
    DeadLetters deadLetters(StreamBridge bridge, MeterRegistry meters) {
        return new DeadLetters(bridge, meters, Topics.RELEASES);
    }

    /** What the site reported and how far that was heard are in one database, and come out of one backup. */
    @Bean
    ReadPositions readPositions(MongoDatabaseFactory database, KafkaAdmin admin) {
        return new ReadPositions(Topics.RELEASES, database::getMongoDatabase, admin.getConfigurationProperties(),
                ReleaseBinding::missed);
    }

    private static void missed(String sentence) {
        LOG.error("ALARM: articles may say less than the site shows. {}", sentence);
    }

    @Bean
    Worker positionsWorker(ReadPositions positions) {
        return positions.worker();
    }

    @Bean
    Consumer<Message<byte[]>> releases(ReleaseListener listener, ReadPositions positions) {
        return message -> {
            listener.receive(message);
            Incoming record = Incoming.of(message);
            positions.done(record.partition(), record.offset() + 1);
        };
    }
}
