package org.imprimatur.localstack.backing;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.localstack.process.TemporaryFolder;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * The database that a JVM's tests share, chosen once and printed once: the address in {@code MONGODB_URI}, else a
 * container where a Docker engine answers, else the {@code mongod} on the PATH, else the embedded server. Each test
 * class keeps to a database name of its own.
 */
public final class MongoBacking {
    private final String uri;

    private MongoBacking(String uri, String choice) {
        this.uri = uri;
        System.out.println("MongoDB of these tests: " + choice + ", " + uri);
    }

    /**
     * Returns the one of this JVM; the first call starts it, the JVM's end stops it.
     *
     * @throws StackException if {@code IMPRIMATUR_REQUIRE_MONGOD} is {@code true} and only the embedded server is left
     */
    public static MongoBacking shared() {
        return Shared.INSTANCE;
    }

    /** Returns the connection string, without a database's name. */
    public String uri() {
        return uri;
    }

    private static MongoBacking choose(Map<String, String> environment) {
        Quiet.servers();
        Optional<String> given = Optional.ofNullable(environment.get("MONGODB_URI"));
        if (given.isPresent()) {
            return new MongoBacking(given.get(), "as MONGODB_URI says");
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            MongoDBContainer container = new MongoDBContainer("mongo:8.0.26").withReplicaSet();
            container.start();
            return new MongoBacking(container.getConnectionString(), "a container");
        }
        Path folder = TemporaryFolder.create("mongo");
        Optional<Path> program = Mongod.program();
        if (program.isEmpty() && "true".equals(environment.get("IMPRIMATUR_REQUIRE_MONGOD"))) {
            throw new StackException("IMPRIMATUR_REQUIRE_MONGOD is set, and there is no MONGODB_URI, no Docker engine"
                    + " and no mongod on the PATH");
        }
        Database database = program.isPresent()
                ? Mongod.start(folder, Ports.free())
                : EmbeddedMongo.start(folder, Ports.free());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            database.close();
            TemporaryFolder.delete(folder);
        }, "stop-mongo"));
        return new MongoBacking(database.uri(),
                program.map(path -> path.toString()).orElse("the embedded server, good for a first look"));
    }

    /** Its initialization is the "once". */
    private static final class Shared {
        static final MongoBacking INSTANCE = choose(System.getenv());
    }
}
