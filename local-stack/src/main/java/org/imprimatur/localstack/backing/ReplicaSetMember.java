package org.imprimatur.localstack.backing;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bson.Document;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.Ports;
import org.jspecify.annotations.Nullable;

/** One {@code mongod} of a {@link ReplicaSet}. */
public final class ReplicaSetMember {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final String set;
    private final Path folder;
    private final int port;
    private final int advertised;
    private @Nullable ManagedProcess process;
    private boolean paused;

    /** @param advertised where clients of the set and its other members connect to */
    ReplicaSetMember(String set, Path folder, int port, int advertised) {
        this.set = set;
        this.folder = folder;
        this.port = port;
        this.advertised = advertised;
    }

    /** Where it says that it is to be found. */
    String host() {
        return "127.0.0.1:" + advertised;
    }

    /** Returns a connection string to this member alone, whatever its role and its network. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port + "/?directConnection=true";
    }

    /** Tells whether it answers: neither stopped nor paused. */
    public synchronized boolean isRunning() {
        return process != null && process.isAlive() && !paused;
    }

    /** Starts it over its old data, on its old port; returns when it answers. */
    public synchronized void start() {
        // A member that is told to end would otherwise wait a quarter of a minute for its clients to notice.
        process = ManagedProcess.start(
                Mongod.command(set, folder, port, "shutdownTimeoutMillisForSignaledShutdown=100",
                        "enableTestCommands=1"),
                () -> Ports.answers(port), START_LIMIT);
        paused = false;
    }

    /** Freezes it (SIGSTOP): its connections stay open, and nothing answers. */
    public synchronized void pause() {
        if (process != null && !paused) {
            process.suspend();
            paused = true;
        }
    }

    /** Lets it go on (SIGCONT) if it was paused. */
    public synchronized void resume() {
        if (process != null && paused) {
            process.resume();
            paused = false;
        }
    }

    /** Stops it in an orderly way: a primary hands over first. */
    public synchronized void stop() {
        resume();
        if (process != null) {
            process.close();
        }
    }

    /** Ends it at once, as a power cut would, paused or not. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
        paused = false;
    }

    /** Has it drop what the primary sends from now on; pausing it would not, for what was sent waits in its socket. */
    void stopTakingOver() {
        admin(replication("alwaysOn"));
    }

    /** Has it fetch again, from where it left off. */
    void goOnTakingOver() {
        admin(replication("off"));
    }

    private static Document replication(String stopped) {
        return new Document("configureFailPoint", "stopReplProducer").append("mode", stopped);
    }

    boolean isPrimary() {
        return hello("isWritablePrimary");
    }

    boolean isSecondary() {
        return isRunning() && hello("secondary");
    }

    private boolean hello(String role) {
        return tried(new Document("hello", 1)).map(answer -> answer.getBoolean(role, false)).orElse(false);
    }

    /** Has it stand for election now; false if it lost or may not. */
    boolean standsForElection() {
        return tried(new Document("replSetStepUp", 1)).isPresent();
    }

    /** Ends the time for which it was barred from elections when it was deposed. */
    void mayBeElected() {
        admin(new Document("replSetFreeze", 0));
    }

    /** Returns the term of the set's elections as this member knows it. */
    long term() {
        return tried(new Document("replSetGetStatus", 1)).map(status -> status.getLong("term")).orElse(Long.MAX_VALUE);
    }

    /** Returns the term in which the last entry was written that it has taken over. */
    long appliedTerm() {
        return tried(new Document("replSetGetStatus", 1))
                .map(status -> status.get("optimes", Document.class).get("appliedOpTime", Document.class).getLong("t"))
                .orElse(-1L);
    }

    private Optional<Document> tried(Document command) {
        try {
            return Optional.of(admin(command));
        } catch (MongoException notNow) {
            return Optional.empty();
        }
    }

    Document admin(Document command) {
        // Each time anew: a rollback closes every connection, and these questions are few.
        try (MongoClient client = MongoClients.create(
                uri() + "&connectTimeoutMS=2000&serverSelectionTimeoutMS=5000&socketTimeoutMS=20000")) {
            return client.getDatabase("admin").runCommand(command);
        }
    }

    @Override
    public String toString() {
        return host();
    }
}
