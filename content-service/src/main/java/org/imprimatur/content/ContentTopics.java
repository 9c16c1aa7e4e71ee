package org.imprimatur.content;

import org.apache.kafka.clients.admin.NewTopic;
import org.imprimatur.events.Topics;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** The topics between newsroom and site, made by whichever side starts first, alike on both. */
@Configuration(proxyBeanMethods = false)
class ContentTopics {
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
