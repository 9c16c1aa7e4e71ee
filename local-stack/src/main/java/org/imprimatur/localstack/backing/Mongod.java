package org.imprimatur.localstack.backing;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.OwnerOnly;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.localstack.process.StackException;

/** A real {@code mongod} as a replica set of one: only so does it offer majority writes that can be retried. */
final class Mongod {
    private static final String REPLICA_SET = "imprimatur";
    private static final int ALREADY_INITIALIZED = 23;
    private static final int NOT_YET_INITIALIZED = 94;
    private static final int UNAUTHORIZED = 13;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private Mongod() {}

    /** Returns the {@code mongod} on the PATH. */
    static Optional<Path> program() {
        return Programs.onPath("mongod");
    }

    /**
     * Starts the {@code mongod} on the PATH over {@code dataDir}, on the loopback interface, and returns once it
     * takes writes.
     *
     * @throws StackException if there is none, or it doesn't come up
     */
    static Database start(Path dataDir, int port) {
        Quiet.servers();
        ManagedProcess.Command command = command(REPLICA_SET, dataDir, port);
        try (MongoClient client = client(port)) {
            return new DatabaseProcess(ManagedProcess.start(command, () -> isPrimary(client, port), START_LIMIT),
                    uri(port), "mongod, a replica set of one, over " + dataDir.resolve("db"));
        }
    }

    /**
     * Returns what starts a member of a replica set over {@code dataDir}, on the loopback interface alone.
     *
     * @throws StackException if no {@code mongod} is on the PATH
     */
    static ManagedProcess.Command command(String set, Path dataDir, int port, String... parameters) {
        Path program = program()
                .orElseThrow(() -> new StackException("no mongod is on the PATH; install MongoDB or set MONGODB_URI"));
        Path files = dataDir.resolve("db");
        try {
            Files.createDirectories(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Left to itself it takes about half of the memory for its cache, and writes diagnostics all the time.
        List<String> line = new ArrayList<>(List.of(program.toString(), "--replSet", set, "--dbpath", files.toString(),
                "--port", Integer.toString(port), "--bind_ip", "127.0.0.1", "--nounixsocket",
                "--wiredTigerCacheSizeGB", "0.25", "--setParameter", "diagnosticDataCollectionEnabled=false"));
        for (String parameter : parameters) {
            line.addAll(List.of("--setParameter", parameter));
        }
        return new ManagedProcess.Command("mongod", line, Map.of(), dataDir.resolve("mongod.log"),
                Database.pidFile(dataDir));
    }

    /**
     * Starts one that knows the users of {@link MongoRights} and lets in no others. Over a folder of another start it
     * needs that start's port and passwords.
     */
    static Database startGuarded(Path dataDir, int port, UnaryOperator<String> password) {
        Quiet.servers();
        Path key = dataDir.resolve("members.key");
        if (!Files.exists(key)) {
            // Access control asks for it, though there is no second member to share it with.
            OwnerOnly.write(key, password.apply("members").getBytes(StandardCharsets.US_ASCII));
        }
        ManagedProcess.Command open = command(REPLICA_SET, dataDir, port);
        List<String> line = new ArrayList<>(open.arguments());
        line.addAll(List.of("--keyFile", key.toString()));
        ManagedProcess.Command guarded = new ManagedProcess.Command(open.name(), line, open.environment(), open.log(),
                open.pidFile());
        try (MongoClient client = client(port)) {
            ManagedProcess process = ManagedProcess.start(guarded, () -> isPrimary(client, port), START_LIMIT);
            MongoRights.read().grant("127.0.0.1:" + port, password);
            return new DatabaseProcess(process, guardedUri("admin", password.apply("admin"), port),
                    "mongod with a user for each service");
        }
    }

    /** Returns the connection string of a user. */
    static String guardedUri(String user, String password, int port) {
        return "mongodb://" + user + ":" + password + "@127.0.0.1:" + port + "/?authSource=admin&replicaSet="
                + REPLICA_SET;
    }

    private static MongoClient client(int port) {
        return MongoClients.create("mongodb://127.0.0.1:" + port
                + "/?directConnection=true&connectTimeoutMS=500&serverSelectionTimeoutMS=500");
    }

    private static boolean isPrimary(MongoClient client, int port) {
        try {
            Document hello = admin(client, new Document("hello", 1));
            if (hello.getBoolean("isWritablePrimary", false)) {
                return true;
            }
            if (!hello.containsKey("setName")) {
                introduce(client, port);
            }
            return false;
        } catch (MongoException notYet) {
            return false;
        }
    }

    /** Initiates the set, or tells a set from an earlier start that its only member now has another port. */
    private static void introduce(MongoClient client, int port) {
        Document member = new Document("_id", 0).append("host", "127.0.0.1:" + port);
        try {
            Document config = admin(client, new Document("replSetGetConfig", 1)).get("config", Document.class);
            Document renewed = new Document(config).append("version", config.getInteger("version") + 1)
                    .append("members", List.of(member));
            // A forced change belongs to no election's term, so it doesn't name the last one.
            renewed.remove("term");
            admin(client, new Document("replSetReconfig", renewed).append("force", true));
        } catch (MongoException e) {
            // Before it has users, one with access control lets nobody ask, and whoever is on this machine initiate.
            if (e.getCode() != NOT_YET_INITIALIZED && e.getCode() != UNAUTHORIZED) {
                throw e;
            }
            initiate(client, member);
        }
    }

    private static void initiate(MongoClient client, Document member) {
        try {
            admin(client, new Document("replSetInitiate",
                    new Document("_id", REPLICA_SET).append("members", List.of(member))));
        } catch (MongoException e) {
            if (e.getCode() != ALREADY_INITIALIZED) {
                throw e;
            }
        }
    }

    private static Document admin(MongoClient client, Document command) {
        return client.getDatabase("admin").runCommand(command);
    }

    static String uri(int port) {
        return "mongodb://127.0.0.1:" + port + "/?replicaSet=" + REPLICA_SET;
    }
}
