package org.imprimatur.localstack.backing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.Programs;

/** A {@link KafkaBroker} in a process of its own, which can be killed without killing the one who started it. */
public final class KafkaProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final ManagedProcess process;
    private final int port;

    private KafkaProcess(ManagedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a broker over {@code dataDir} on the class path of this process; returns once it answers clients. */
    public static KafkaProcess start(Path dataDir, int port) {
        return start(dataDir, port, Ports.free(), Programs.classPath());
    }

    /**
     * Starts a broker over {@code dataDir} on the given class path; returns once it answers clients.
     *
     * @param port asks nobody who they are
     * @param servicesPort lets in the users of {@link KafkaRights} alone
     */
    public static KafkaProcess start(Path dataDir, int port, int servicesPort, String classPath) {
        return start(dataDir, port, classPath, List.of(Integer.toString(port), Integer.toString(servicesPort)));
    }

    /**
     * Starts a broker that some of its clients reach over a network that can be broken; nobody is asked who they are.
     *
     * @param port for clients that reach it directly
     * @param wiredPort where the network delivers
     * @param advertised the port at the clients' end of the network, which they are told to connect to
     */
    public static KafkaProcess startBehind(Path dataDir, int port, int wiredPort, int advertised) {
        return start(dataDir, port, Programs.classPath(), List.of(Integer.toString(port),
                Integer.toString(Ports.free()), Integer.toString(wiredPort), Integer.toString(advertised)));
    }

    private static KafkaProcess start(Path dataDir, int port, String classPath, List<String> ports) {
        Quiet.servers();
        List<String> line = new ArrayList<>(List.of(Programs.java().toString(), "-Xms128m", "-Xmx512m",
                "-XX:+UseSerialGC", "-Xshare:auto",
                "-Dlogback.configurationFile=org/imprimatur/localstack/backing/broker-logback.xml", "-cp", classPath,
                KafkaBroker.class.getName(), dataDir.toString()));
        line.addAll(ports);
        ManagedProcess process = ManagedProcess.start(new ManagedProcess.Command("kafka",
                line,
                Map.of(), dataDir.resolve("kafka.log"), pidFile(dataDir)),
                () -> Ports.answers(port) && answersClients(port), START_LIMIT);
        return new KafkaProcess(process, port);
    }

    /** Returns where {@link #start} keeps the pid of what runs over {@code dataDir}. */
    public static Path pidFile(Path dataDir) {
        return dataDir.resolve("kafka.pid");
    }

    /** The port opens before the broker has left its controller's fence; only then can topics be created. */
    private static boolean answersClients(int port) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + port, "request.timeout.ms", "2000",
                "default.api.timeout.ms", "2000"))) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    public ManagedProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
