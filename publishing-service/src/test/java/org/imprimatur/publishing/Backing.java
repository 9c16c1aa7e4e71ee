package org.imprimatur.publishing;

import java.util.Map;
import java.util.UUID;
import org.imprimatur.localstack.backing.KafkaBacking;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.localstack.backing.TestIdentity;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Points a context of the service to what the tests share, with a database and a consumer group of its own. */
final class Backing implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var identity = TestIdentity.shared();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("backing", Map.of(
                "spring.mongodb.uri", MongoBacking.shared().uri(),
                "spring.mongodb.database", "publishing-" + UUID.randomUUID(),
                "spring.kafka.bootstrap-servers", KafkaBacking.shared().bootstrapServers(),
                "spring.cloud.stream.bindings.articles-in-0.group", "publishing-" + UUID.randomUUID(),
                "spring.security.oauth2.resourceserver.jwt.issuer-uri", identity.issuer(),
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri", identity.jwkSet(),
                "imprimatur.articles.verifier-keys", Newsroom.KEY.verifierKey().toString(), "imprimatur.public.port", 0,
                "server.port", 0, "management.server.port", 0)));
    }
}
