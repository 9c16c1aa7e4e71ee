package org.imprimatur.localstack.backing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Tells whether {@link #startProcess} would start a server that can know its users. */
    static boolean canBeGuarded(Map<String, String> environment) {
        return isOurs(environment) && Mongod.program().isPresent();
    }

    /** Starts a server that knows the users of {@link MongoRights}; its own connection string is the administrator's. */
    static Database startGuarded(Path dataDir, int port, UnaryOperator<String> password) {
        return Mongod.startGuarded(dataDir, port, password);
    }

    /** Returns the connection string by which a user reaches the server of {@link #startGuarded}. */
    static String guardedUri(String user, String password, int port) {
        return Mongod.guardedUri(user, password, port);
    }

    /**
     * Returns a sentence about what lies under {@code dataDir} and {@link #startProcess} doesn't open, because it was
     * written by another kind of server than the one that is used now; empty if there is nothing.
     */
    static Optional<String> leftAside(Path dataDir, Map<String, String> environment) {
        boolean own = isOurs(environment);
        boolean real = Mongod.program().isPresent();
        Stream<String> others = Stream.concat(
                lies(dataDir.resolve("db"), !own || !real, "mongod's",
                        "without MONGODB_URI where a mongod is on the PATH"),
                lies(dataDir.resolve("embedded.h2"), !own || real, "the embedded server's",
                        "without MONGODB_URI where no mongod is on the PATH"));
        String list = others.collect(Collectors.joining("; "));
        return list.isEmpty() ? Optional.empty() : Optional.of("Other data lie beside these and aren't shown: " + list);
    }

    private static Stream<String> lies(Path data, boolean unused, String whose, String when) {
        return unused && Files.exists(data) ? Stream.of(whose + " in " + data + " (opened " + when + ")") : Stream.of();
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
