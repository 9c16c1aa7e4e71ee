package org.imprimatur.localstack.backing;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.localstack.process.ManagedProcess;

/** A running database server that speaks MongoDB's protocol. */
public sealed interface Database extends AutoCloseable permits DatabaseProcess, EmbeddedMongo, GivenDatabase {
    /** Returns the connection string, without a database's name. */
    String uri();

    /** Returns what this is, in the words of a line of progress. */
    String description();

    /** Returns the server's process, if it is one of ours and not this JVM. */
    Optional<ManagedProcess> process();

    /** Stops the server if it is ours; what it acknowledged stays in its folder. */
    @Override
    void close();

    /** Returns where {@link #startProcess} keeps the pid of what runs over {@code dataDir}. */
    static Path pidFile(Path dataDir) {
        return dataDir.resolve("mongod.pid");
    }

    /** Tells whether {@link #startProcess} will start a server: it doesn't where {@code MONGODB_URI} names one. */
    static boolean isOurs(Map<String, String> environment) {
        return !environment.containsKey("MONGODB_URI");
    }

    /** Returns the connection string of the server that {@link #startProcess} would start on {@code port}. */
    static String uri(int port) {
        return Mongod.program().isPresent() ? Mongod.uri(port) : EmbeddedMongo.uri(port);
    }

    /**
     * Returns the server that {@code MONGODB_URI} names, else starts {@code mongod} if it is on the PATH, else the
     * embedded server in a process of its own.
     */
    static Database startProcess(Path dataDir, int port, String classPath, Map<String, String> environment) {
        String given = environment.get("MONGODB_URI");
        if (given != null) {
            return new GivenDatabase(given);
        }
        return Mongod.program().isPresent()
                ? Mongod.start(dataDir, port)
                : EmbeddedMongo.startProcess(dataDir, port, classPath);
    }
}
