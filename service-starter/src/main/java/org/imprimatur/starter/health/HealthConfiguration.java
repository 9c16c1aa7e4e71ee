package org.imprimatur.starter.health;

import com.mongodb.client.MongoClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Components {@code database} and {@code broker}, each DOWN by itself, under an overall status that stays UP: a
 * service without its broker still takes drafts, one without its database still serves pages, and restarting either
 * would help nobody. A component that must take the service out of traffic says OUT_OF_SERVICE instead.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration", afterName = {
    "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
    "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"})
class HealthConfiguration {
    @Bean
    DatabaseHealth databaseHealthIndicator(MongoClient client) {
        return new DatabaseHealth(client);
    }

    @Bean
    BrokerHealth brokerHealthIndicator(KafkaAdmin admin) {
        return new BrokerHealth(admin.getConfigurationProperties());
    }

    @Bean
    StatusAggregator upUnlessOutOfService() {
        return statuses -> statuses.contains(Status.OUT_OF_SERVICE) ? Status.OUT_OF_SERVICE : Status.UP;
    }
}
