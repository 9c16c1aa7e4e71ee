package org.imprimatur.localstack;

import java.nio.file.Path;
import java.util.List;

/** One process of the stack. The order is that of stopping: each may rely on all that come after it. */
public enum Part {
    CONTENT("content-service"), PUBLISHING("publishing-service"), CONSENT("consent-service"), IDENTITY("identity"),
    KAFKA("kafka"), MONGODB("mongodb");

    private static final List<Part> SERVICES = List.of(CONTENT, PUBLISHING, CONSENT);

    private final String label;

    Part(String label) {
        this.label = label;
    }

    /** Returns the three services, in the order in which an article meets them. */
    public static List<Part> services() {
        return SERVICES;
    }

    /** Returns what messages and files call the part; a service's label is its module's name. */
    public String label() {
        return label;
    }

    /** Returns what broker and database call a service's user: the name of its database, too. */
    String user() {
        return label.replace("-service", "");
    }

    /** Returns where the build puts the service, under the project's root. */
    Path jar(Path home) {
        return home.resolve(label).resolve("target").resolve(label + "-0.1.0-SNAPSHOT.jar");
    }
}
