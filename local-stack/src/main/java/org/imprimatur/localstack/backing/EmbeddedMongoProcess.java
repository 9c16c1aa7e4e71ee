package org.imprimatur.localstack.backing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.Programs;

/** An {@link EmbeddedMongo} in a process of its own, which can be killed without killing the one who started it. */
public final class EmbeddedMongoProcess implements Database {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final ManagedProcess process;
    private final int port;

    private EmbeddedMongoProcess(ManagedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a server over {@code dataDir}; returns once it accepts connections. */
    public static EmbeddedMongoProcess start(Path dataDir, int port, String classPath) {
        ManagedProcess process = ManagedProcess.start(new ManagedProcess.Command("embedded MongoDB",
                List.of(Programs.java().toString(), "-Xmx256m", "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=org/imprimatur/localstack/backing/broker-logback.xml", "-cp",
                        classPath, EmbeddedMongo.class.getName(), dataDir.toString(), Integer.toString(port)),
                Map.of(), dataDir.resolve("embedded.log"), Mongod.pidFile(dataDir)));
        try {
            process.awaitReady(() -> Ports.answers(port), START_LIMIT);
        } catch (RuntimeException e) {
            process.kill();
            throw e;
        }
        return new EmbeddedMongoProcess(process, port);
    }

    @Override
    public String uri() {
        return "mongodb://127.0.0.1:" + port + "/";
    }

    @Override
    public String description() {
        return "the embedded MongoDB, good for a first look";
    }

    @Override
    public Optional<ManagedProcess> process() {
        return Optional.of(process);
    }

    @Override
    public void close() {
        process.close();
    }
}
