package org.imprimatur.localstack;

import java.util.Locale;

/** Where the stack lets somebody in: each has a port, an option and an environment variable that choose it. */
enum Door {
    SITE("public", 8080, "the public site"),
    CONTENT("content", 8081, "content-service"),
    CONSENT("consent", 8082, "consent-service's visitors"),
    PUBLISHING("publishing", 8083, "publishing-service's API for staff"),
    COMPLIANCE("compliance", 8084, "consent-service's API for staff"),
    CONTENT_HEALTH("content-health", 9081, "health and metrics of content-service"),
    CONSENT_HEALTH("consent-health", 9082, "health and metrics of consent-service"),
    PUBLISHING_HEALTH("publishing-health", 9083, "health and metrics of publishing-service"),
    IDENTITY("identity", 8090, "the identity provider"),
    KAFKA("kafka", 9092, "the Kafka broker"),
    KAFKA_SERVICES("kafka-services", 9094, "the Kafka broker's listener for the services"),
    MONGODB("mongodb", 27017, "the database");

    private final String label;
    private final int standardPort;
    private final String purpose;

    Door(String label, int standardPort, String purpose) {
        this.label = label;
        this.standardPort = standardPort;
        this.purpose = purpose;
    }

    /** Returns the port that the documents name: the one for whoever chooses none. */
    int standardPort() {
        return standardPort;
    }

    /** Returns who is behind it, in the words of a sentence. */
    String purpose() {
        return purpose;
    }

    /** Returns the option that chooses its port. */
    String option() {
        return "--" + label + "-port";
    }

    /** Returns the environment variable that chooses its port. */
    String variable() {
        return "IMPRIMATUR_" + label.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
    }

    static Door healthOf(Part service) {
        return switch (service) {
            case CONTENT -> CONTENT_HEALTH;
            case PUBLISHING -> PUBLISHING_HEALTH;
            case CONSENT -> CONSENT_HEALTH;
            default -> throw new IllegalArgumentException(service + " has no such port");
        };
    }
}
