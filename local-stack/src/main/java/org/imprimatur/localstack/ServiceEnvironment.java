package org.imprimatur.localstack;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imprimatur.localstack.backing.KafkaRights;

/** What each service is told: the environment variables that its deployment documents. */
final class ServiceEnvironment {
    private static final String LOOPBACK = "127.0.0.1";

    private ServiceEnvironment() {}

    static Map<String, String> of(Part service, StackPorts ports, Addresses addresses, StackFolder folder) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("MONGODB_URI", addresses.mongodb());
        environment.putAll(broker(service, ports, addresses, folder));
        environment.put("IMPRIMATUR_ISSUER", addresses.identity());
        environment.put("IMPRIMATUR_JWK_SET", addresses.identity() + "/oauth2/jwks");
        environment.put("IMPRIMATUR_SITE_URL", addresses.site());
        environment.put("IMPRIMATUR_KAFKA_REPLICATION", "1");
        // Nobody distributes requests here, who would have to notice an end.
        environment.put("IMPRIMATUR_DRAIN", "0s");
        environment.put("MANAGEMENT_SERVER_PORT", port(ports, Door.healthOf(service)));
        // Nobody else on the network is to reach a newsroom whose passwords everybody knows.
        environment.put("SERVER_ADDRESS", LOOPBACK);
        environment.put("MANAGEMENT_SERVER_ADDRESS", LOOPBACK);
        environment.putAll(switch (service) {
            case CONTENT -> Map.of("SERVER_PORT", port(ports, Door.CONTENT), "IMPRIMATUR_ARTICLES_SIGNING_KEY_FILE",
                    folder.key("articles").toString(), "IMPRIMATUR_ARTICLES_SIGNING_KEY_NAME", ArticleKey.NAME);
            case PUBLISHING -> Map.of("SERVER_PORT", port(ports, Door.PUBLISHING), "IMPRIMATUR_PUBLIC_PORT",
                    port(ports, Door.SITE), "IMPRIMATUR_PUBLIC_ADDRESS", LOOPBACK, "IMPRIMATUR_CONSENT_URL",
                    addresses.consent(), "IMPRIMATUR_ARTICLES_VERIFIER_KEYS",
                    ArticleKey.verifierKey(folder.key("articles")));
            case CONSENT -> consent(ports, folder);
            default -> throw new IllegalArgumentException(service + " is no service");
        });
        return environment;
    }

    /** A broker of the stack's own knows each service by its user, as in production. */
    private static Map<String, String> broker(Part service, StackPorts ports, Addresses addresses,
            StackFolder folder) {
        if (!addresses.kafka().equals(Addresses.broker(ports.at(Door.KAFKA)))) {
            return Map.of("KAFKA_BOOTSTRAP_SERVERS", addresses.kafka());
        }
        Map<String, String> variables = new LinkedHashMap<>(
                KafkaRights.clientVariables(service.user(), folder.brokerPassword(service.user())));
        variables.put("KAFKA_BOOTSTRAP_SERVERS", Addresses.broker(ports.at(Door.KAFKA_SERVICES)));
        return variables;
    }

    private static Map<String, String> consent(StackPorts ports, StackFolder folder) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SERVER_PORT", port(ports, Door.COMPLIANCE));
        variables.put("IMPRIMATUR_VISITORS_PORT", port(ports, Door.CONSENT));
        variables.put("IMPRIMATUR_VISITORS_ADDRESS", LOOPBACK);
        variables.put("IMPRIMATUR_LOG_CONSENT_KEY_FILE", folder.key("consent").toString());
        variables.put("IMPRIMATUR_LOG_ACCESS_KEY_FILE", folder.key("access").toString());
        variables.put("IMPRIMATUR_LOG_CREATE_KEYS", "true");
        variables.put("IMPRIMATUR_LOG_CONSENT_ORIGIN", "imprimatur.local/consent");
        variables.put("IMPRIMATUR_LOG_ACCESS_ORIGIN", "imprimatur.local/access");
        // The stack speaks plain HTTP on the loopback interface.
        variables.put("IMPRIMATUR_COOKIE_SECURE", "false");
        // Tests and benchmarks choose more in a minute than an office does in a day.
        variables.put("IMPRIMATUR_CHOICES_LOOPBACK_EXEMPT", "true");
        variables.put("IMPRIMATUR_SENDER_FIELD", "Imprimatur-Sender");
        return variables;
    }

    private static String port(StackPorts ports, Door door) {
        return Integer.toString(ports.at(door));
    }
}
