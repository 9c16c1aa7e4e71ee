package org.imprimatur.localstack.backing;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.h2.mvstore.MVStore;
import org.imprimatur.localstack.process.ManagedProcess;

/**
 * The pure-Java server for a machine without MongoDB, good for a first look: no transactions, no change streams, and
 * its file is written but not forced to the disk, so it survives the process's death and not the machine's.
 */
public final class EmbeddedMongo implements Database {
    private final MongoServer server;
    private final int port;

    private EmbeddedMongo(MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts a server in this JVM over {@code dataDir}, on the loopback interface. */
    public static EmbeddedMongo start(Path dataDir, int port) {
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

    /** Runs a server until this process is asked to end; arguments: data folder, port. */
    public static void main(String[] arguments) {
        EmbeddedMongo server = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    }

    @Override
    public String uri() {
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
