package org.imprimatur.localstack.backing;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.MVStore;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.Programs;

/**
 * The pure-Java server for a machine without MongoDB, good for a first look: no transactions, no change streams, and
 * its file is written but not forced to the disk, so it survives the process's death and not the machine's.
 */
final class EmbeddedMongo implements Database {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final MongoServer server;
    private final int port;

    private EmbeddedMongo(MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts a server in this JVM over {@code dataDir}, on the loopback interface. */
    static EmbeddedMongo start(Path dataDir, int port) {
        try {
            Files.createDirectories(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MongoServer server = new MongoServer(
                new CommittingBackend(MVStore.open(dataDir.resolve("embedded.h2").toString())));
        server.bind("127.0.0.1", port);
        return new EmbeddedMongo(server, port);
    }

    /** Starts a server in a process of its own over {@code dataDir}; returns once it accepts connections. */
    static Database startProcess(Path dataDir, int port, String classPath) {
        ManagedProcess server = ManagedProcess.start(new ManagedProcess.Command("embedded MongoDB",
                List.of(Programs.java().toString(), "-Xmx256m", "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=org/imprimatur/localstack/backing/broker-logback.xml", "-cp",
                        classPath, EmbeddedMongo.class.getName(), dataDir.toString(), Integer.toString(port)),
                Map.of(), dataDir.resolve("embedded.log"), Database.pidFile(dataDir)), () -> Ports.answers(port),
                START_LIMIT);
        return new DatabaseProcess(server, uri(port),
                "the embedded MongoDB, good for a first look, over " + dataDir.resolve("embedded.h2"));
    }

    /** Runs a server until this process is asked to end; arguments: data folder, port. */
    public static void main(String[] arguments) {
        EmbeddedMongo server = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    }

    @Override
    public String uri() {
        return uri(port);
    }

    static String uri(int port) {
        return "mongodb://127.0.0.1:" + port + "/";
    }

    @Override
    public String description() {
        return "the embedded MongoDB in this JVM";
    }

    @Override
    public Optional<ManagedProcess> process() {
        return Optional.empty();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    /** Left to itself the store commits once a second; here every command's effect is in the file before its answer. */
    private static final class CommittingBackend extends H2Backend {
        CommittingBackend(MVStore store) {
            super(store);
        }

        @Override
        public Document handleMessage(MongoMessage message) {
            Document answer = super.handleMessage(message);
            commit();
            return answer;
        }
    }
}
