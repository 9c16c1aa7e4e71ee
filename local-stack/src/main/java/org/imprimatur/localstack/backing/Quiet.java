package org.imprimatur.localstack.backing;

import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Keeps servers that run inside a test's JVM, and their clients, from filling its log: at INFO a broker alone writes
 * some thousand lines, and a machine without Docker is no error here.
 */
final class Quiet {
    private static final List<String> SERVERS = List.of("org.apache.kafka", "kafka", "state.change.logger",
            "tc", "com.github.dockerjava", "de.bwaldvogel", "io.netty", "org.mongodb.driver");

    private static final List<String> NO_DOCKER = List.of("org.testcontainers");

    private Quiet() {}

    /** Lowers their loggers, now and again when Spring Boot sets up logging afresh. */
    static void servers() {
        setLevels(SERVERS, "WARN");
        setLevels(NO_DOCKER, "OFF");
    }

    private static void setLevels(List<String> loggers, String level) {
        for (String logger : loggers) {
            if (System.getProperty("logging.level." + logger) == null) {
                System.setProperty("logging.level." + logger, level);
            }
        }
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        // By name: a module may bring another SLF4J binding, and then Logback's classes are not there to be loaded.
        if (factory.getClass().getName().startsWith("ch.qos.logback")) {
            Logback.setLevels(factory, loggers, level);
        }
    }

    private static final class Logback {
        static void setLevels(ILoggerFactory factory, List<String> loggers, String level) {
            for (String logger : loggers) {
                ((ch.qos.logback.classic.LoggerContext) factory).getLogger(logger)
                        .setLevel(ch.qos.logback.classic.Level.toLevel(level));
            }
        }
    }
}
