package org.imprimatur.localstack.backing;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.TemporaryFolder;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The broker that a JVM's tests share, chosen once and printed once: the address in {@code KAFKA_BOOTSTRAP_SERVERS},
 * else a container where a Docker engine answers, else a broker in this JVM.
 */
public final class KafkaBacking {
    private final String bootstrapServers;

    private KafkaBacking(String bootstrapServers, String choice) {
        this.bootstrapServers = bootstrapServers;
        System.out.println("Kafka of these tests: " + choice + ", " + bootstrapServers);
    }

    /** Returns the one of this JVM; the first call starts it, the JVM's end stops it. */
    public static KafkaBacking shared() {
        return Shared.INSTANCE;
    }

    /** Returns {@code host:port}, or several of them with commas between. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    private static KafkaBacking choose(Map<String, String> environment) {
        Quiet.servers();
        Optional<String> given = Optional.ofNullable(environment.get("KAFKA_BOOTSTRAP_SERVERS"));
        if (given.isPresent()) {
            return new KafkaBacking(given.get(), "as KAFKA_BOOTSTRAP_SERVERS says");
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            KafkaContainer container = new KafkaContainer("apache/kafka:4.2.1");
            container.start();
            return new KafkaBacking(container.getBootstrapServers(), "a container");
        }
        Path folder = TemporaryFolder.create("kafka");
        KafkaBroker broker = KafkaBroker.start(folder, Ports.free());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            broker.close();
            TemporaryFolder.delete(folder);
        }, "stop-kafka"));
        return new KafkaBacking(broker.bootstrapServers(), "a broker in this JVM");
    }

    /** Its initialization is the "once". */
    private static final class Shared {
        static final KafkaBacking INSTANCE = choose(System.getenv());
    }
}
