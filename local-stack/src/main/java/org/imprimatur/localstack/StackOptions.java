package org.imprimatur.localstack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that starts a stack or talks to a running one. */
final class StackOptions {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:IMPRIMATUR_DATA}", description = "where the stack keeps its data (default: .imprimatur in the project)")
    private @Nullable Path data;

    @Option(names = "--any-ports", description = "takes free ports for everything that isn't given")
    private boolean anyPorts;

    @Option(names = "--public-port", paramLabel = "PORT", defaultValue = "${env:IMPRIMATUR_PUBLIC_PORT}", description = "the public site (8080)")
    private @Nullable Integer site;

    @Option(names = "--content-port", paramLabel = "PORT", defaultValue = "${env:IMPRIMATUR_CONTENT_PORT}", description = "content-service (8081)")
    private @Nullable Integer content;

    @Option(names = "--consent-port", paramLabel = "PORT", defaultValue = "${env:IMPRIMATUR_CONSENT_PORT}", description = "consent-service (8082)")
    private @Nullable Integer consent;

    @Option(names = "--publishing-port", paramLabel = "PORT", defaultValue = "${env:IMPRIMATUR_PUBLISHING_PORT}", description = "publishing-service's API for staff (8083)")
    private @Nullable Integer publishing;

    @Option(names = "--content-health-port", paramLabel = "PORT", defaultValue = "${env:IMPRIMATUR_CONTENT_HEALTH_PORT}", description = "health and metrics of content-service (9081)")
    private @Nullable Integer contentHealth;

    @Option(names = "--consent-health-port", paramLabel = "PORT", defaultValue = "${env:IMPRIMATUR_CONSENT_HEALTH_PORT}", description = "health and metrics of consent-service (9082)")
    private @Nullable Integer consentHealth;

    @Option(names = "--publishing-health-port", paramLabel = "PORT", defaultValue = "${env:IMPRIMATUR_PUBLISHING_HEALTH_PORT}", description = "health and metrics of publishing-service (9083)")
    private @Nullable Integer publishingHealth;

    @Option(names = "--identity-port", paramLabel = "PORT", defaultValue = "${env:IMPRIMATUR_IDENTITY_PORT}", description = "the identity provider (8090)")
    private @Nullable Integer identity;

    @Option(names = "--kafka-port", paramLabel = "PORT", defaultValue = "${env:IMPRIMATUR_KAFKA_PORT}", description = "the Kafka broker (9092)")
    private @Nullable Integer kafka;

    @Option(names = "--mongodb-port", paramLabel = "PORT", defaultValue = "${env:IMPRIMATUR_MONGODB_PORT}", description = "the database (27017)")
    private @Nullable Integer mongodb;

    StackSettings settings() {
        Path home = StackSettings.findHome();
        StackPorts ports = new StackPorts(port(site, 8080), port(content, 8081), port(consent, 8082),
                port(publishing, 8083), port(contentHealth, 9081), port(consentHealth, 9082),
                port(publishingHealth, 9083), port(identity, 8090), port(kafka, 9092), port(mongodb, 27017));
        return new StackSettings(home, data == null ? home.resolve(".imprimatur") : data, ports);
    }

    private int port(@Nullable Integer given, int standard) {
        if (given != null) {
            return given;
        }
        return anyPorts ? 0 : standard;
    }
}
