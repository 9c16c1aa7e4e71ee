package org.imprimatur.localstack.backing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.StackException;

/** A Kafka broker in this JVM: KRaft, broker and controller in one, for one machine. */
public final class KafkaBroker implements AutoCloseable {
    /** Any fixed id will do: the folder belongs to one stack alone. */
    private static final String CLUSTER_ID = "SW1wcmltYXR1ckxvY2FsUw";

    private final KafkaRaftServer server;
    private final int port;

    private KafkaBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker over {@code dataDir}, formatting it at the first start; topics are only there when created.
     *
     * @throws StackException if the folder can't be formatted
     */
    public static KafkaBroker start(Path dataDir, int port) {
        return start(dataDir, port, Ports.free());
    }

    /**
     * Starts one that asks nobody who they are on {@code port}, and on {@code servicesPort} lets in the users of
     * {@link KafkaRights} alone.
     */
    static KafkaBroker start(Path dataDir, int port, int servicesPort) {
        return start(dataDir, port, settings(dataDir, port, servicesPort, Ports.free()));
    }

    private static KafkaBroker start(Path dataDir, int port, Properties settings) {
        formatOnce(dataDir, settings);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        return new KafkaBroker(server, port);
    }

    /**
     * Runs a broker until this process is asked to end; arguments: data folder, port, port for services; and, for
     * clients behind a network of its own, the port that it delivers to and the one that they are told.
     */
    public static void main(String[] arguments) {
        Path dataDir = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        Properties settings = settings(dataDir, port, Integer.parseInt(arguments[2]), Ports.free());
        if (arguments.length > 3) {
            settings.merge("listeners", ",WIRED://localhost:" + arguments[3], (all, one) -> all.toString() + one);
            settings.merge("advertised.listeners", ",WIRED://localhost:" + arguments[4],
                    (all, one) -> all.toString() + one);
            settings.merge("listener.security.protocol.map", ",WIRED:PLAINTEXT", (all, one) -> all.toString() + one);
        }
        KafkaBroker broker = start(dataDir, port, settings);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
        broker.server.awaitShutdown();
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Properties settings(Path dataDir, int port, int servicesPort, int controllerPort) {
        Properties settings = new Properties();
        settings.putAll(KafkaRights.brokerSettings());
        settings.putAll(Map.ofEntries(entry("process.roles", "broker,controller"), entry("node.id", "1"),
                entry("listeners",
                        "LOCAL://localhost:" + port + ",SERVICES://localhost:" + servicesPort
                                + ",CONTROLLER://localhost:" + controllerPort),
                entry("advertised.listeners",
                        "LOCAL://localhost:" + port + ",SERVICES://localhost:" + servicesPort),
                entry("listener.security.protocol.map",
                        "LOCAL:PLAINTEXT,SERVICES:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT"),
                entry("inter.broker.listener.name", "LOCAL"),
                entry("controller.listener.names", "CONTROLLER"),
                entry("controller.quorum.voters", "1@localhost:" + controllerPort),
                entry("log.dirs", dataDir.resolve("log").toString()), entry("auto.create.topics.enable", "false"),
                // A consumer that joins an empty group gets its partitions at once.
                entry("group.initial.rebalance.delay.ms", "0"),
                // After a kill -9 the broker may come back as soon as its former self counts as gone.
                entry("broker.session.timeout.ms", "3000"), entry("broker.heartbeat.interval.ms", "500"),
                entry("offsets.topic.replication.factor", "1"), entry("offsets.topic.num.partitions", "4"),
                entry("transaction.state.log.replication.factor", "1"),
                entry("transaction.state.log.min.isr", "1"),
                entry("share.coordinator.state.topic.replication.factor", "1"),
                entry("share.coordinator.state.topic.min.isr", "1"),
                entry("log.cleaner.dedupe.buffer.size", "16777216"), entry("num.io.threads", "4"),
                entry("num.network.threads", "2")));
        return settings;
    }

    private static Map.Entry<String, String> entry(String name, String value) {
        return Map.entry(name, value);
    }

    private static void formatOnce(Path dataDir, Properties settings) {
        Path file = dataDir.resolve("server.properties");
        try {
            Files.createDirectories(dataDir);
            try (Writer writer = Files.newBufferedWriter(file)) {
                settings.store(writer, null);
            }
            ByteArrayOutputStream report = new ByteArrayOutputStream();
            PrintStream printed = new PrintStream(report, true, StandardCharsets.UTF_8);
            int exit = StorageTool.execute(
                    new String[]{"format", "-t", CLUSTER_ID, "-c", file.toString(), "--ignore-formatted"}, printed);
            if (exit != 0) {
                throw new StackException("Kafka's folder " + dataDir + " can't be formatted: "
                        + report.toString(StandardCharsets.UTF_8).strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
