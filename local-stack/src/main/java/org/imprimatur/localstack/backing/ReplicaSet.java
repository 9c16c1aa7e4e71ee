package org.imprimatur.localstack.backing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.localstack.process.TemporaryFolder;

/**
 * Three real {@code mongod}s on this machine as one replica set, for tests of what a failover may take back. All of
 * its waiting is for conditions; a test that pauses or stops a member makes the set {@linkplain #mend() whole} again.
 *
 * <p>Clients should name the write concern they mean: left alone, this set's is majority.
 */
public final class ReplicaSet implements AutoCloseable {
    private static final String NAME = "failover";
    private static final int MEMBERS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** Long enough for one that was deposed not to come back by an election of its own while a test looks. */
    private static final int BARRED_SECONDS = 60;

    private final List<ReplicaSetMember> members;

    private ReplicaSet(List<ReplicaSetMember> members) {
        this.members = members;
    }

    /**
     * Returns the set that a JVM's tests share, whole; the first call starts it, the JVM's end stops it. Skips the
     * test where no {@code mongod} is on the PATH.
     *
     * @throws StackException instead of the skip if {@code IMPRIMATUR_REQUIRE_MONGOD} is {@code true}
     */
    public static ReplicaSet sharedOrSkip() {
        boolean found = Mongod.program().isPresent();
        if (!found && "true".equals(System.getenv("IMPRIMATUR_REQUIRE_MONGOD"))) {
            throw new StackException("IMPRIMATUR_REQUIRE_MONGOD is set, and no mongod is on the PATH");
        }
        assumeTrue(found, "no mongod on the PATH");
        return Shared.INSTANCE.mend();
    }

    /**
     * Starts three members on free ports over {@code folder}; returns once one of them is primary.
     *
     * @throws StackException if there is no {@code mongod} or the set doesn't come up
     */
    public static ReplicaSet start(Path folder) {
        return startBehind(folder, (_, port) -> port);
    }

    /**
     * Starts three members that clients and other members reach over a network that can be broken.
     *
     * @param network given a member's number, from 0, and its own port, the port by which all others reach it
     */
    public static ReplicaSet startBehind(Path folder, IntBinaryOperator network) {
        Quiet.servers();
        ReplicaSet set = new ReplicaSet(IntStream.range(0, MEMBERS).mapToObj(number -> {
            int port = Ports.free();
            return new ReplicaSetMember(NAME, folder.resolve("member-" + number), port,
                    network.applyAsInt(number, port));
        }).toList());
        try {
            set.members.forEach(ReplicaSetMember::start);
            set.initiate();
            set.mend();
            return set;
        } catch (RuntimeException e) {
            set.close();
            throw e;
        }
    }

    private void initiate() {
        List<Document> hosts = IntStream.range(0, MEMBERS)
                .mapToObj(number -> new Document("_id", number).append("host", members.get(number).host())).toList();
        members.getFirst().admin(new Document("replSetInitiate",
                new Document("_id", NAME).append("members", hosts)
                        // A new primary asks no paused member for what it might have missed.
                        .append("settings", new Document("catchUpTimeoutMillis", 0)
                                .append("heartbeatIntervalMillis", 500).append("heartbeatTimeoutSecs", 2))));
    }

    /** Returns a connection string that names all members, without a database's name. */
    public String uri() {
        return members.stream().map(ReplicaSetMember::host).collect(Collectors.joining(",", "mongodb://",
                "/?replicaSet=" + NAME));
    }

    /** Returns all three, running or not. */
    public List<ReplicaSetMember> members() {
        return members;
    }

    /** Returns the running member that takes writes, having one elected if there is none. */
    public ReplicaSetMember primary() {
        AtomicReference<ReplicaSetMember> primary = new AtomicReference<>();
        require(() -> {
            find().ifPresentOrElse(primary::set, this::haveOneElected);
            return primary.get() != null;
        }, "no primary was elected");
        return primary.get();
    }

    /** Returns the running members that are not the primary. */
    public List<ReplicaSetMember> secondaries() {
        ReplicaSetMember primary = primary();
        return members.stream().filter(ReplicaSetMember::isRunning).filter(member -> !member.equals(primary)).toList();
    }

    /** Deposes the primary and returns its successor; connections to the old one live on, as in a planned change. */
    public ReplicaSetMember stepDown() {
        ReplicaSetMember old = primary();
        old.admin(stepDownCommand());
        return primary();
    }

    /**
     * Runs {@code deeds} against a primary that goes on alone: the others hear that it lives and take over nothing it
     * writes, so a write that waits for a majority waits. Then deposes it, which such a write's client is told as in
     * life, has another elected, and lets the old one come back: when this returns, what the deeds wrote has been
     * rolled back.
     *
     * @throws StackException if the set doesn't come to terms again
     */
    public void rollBack(Runnable deeds) {
        ReplicaSetMember old = primary();
        List<ReplicaSetMember> others = secondaries();
        try {
            others.forEach(ReplicaSetMember::stopTakingOver);
            deeds.run();
            old.admin(stepDownCommand().append("secondaryCatchUpPeriodSecs", 0));
            // Or else the others would now take over from it what it alone has.
            old.pause();
            others.forEach(ReplicaSetMember::goOnTakingOver);
            ReplicaSetMember successor = primary();
            old.resume();
            // It calls itself a secondary before it has looked back; with an entry of the new term it has.
            require(() -> old.appliedTerm() >= successor.term(), "the old primary didn't join the new one");
        } finally {
            others.forEach(ReplicaSetMember::goOnTakingOver);
            mend();
        }
    }

    private static Document stepDownCommand() {
        return new Document("replSetStepDown", BARRED_SECONDS).append("force", true);
    }

    /** Starts and resumes whatever was stopped or paused; returns when one is primary and the others follow it. */
    public ReplicaSet mend() {
        members.forEach(ReplicaSetMember::resume);
        members.stream().filter(member -> !member.isRunning()).forEach(ReplicaSetMember::start);
        require(() -> {
            ReplicaSetMember primary = primary();
            return members.stream().allMatch(member -> member.equals(primary) || member.isSecondary());
        }, "not all members follow the primary");
        secondaries().forEach(ReplicaSetMember::mayBeElected);
        return this;
    }

    /** Instead of waiting until the members' own patience with the old one ends. */
    private void haveOneElected() {
        for (ReplicaSetMember candidate : members) {
            if (candidate.isRunning() && candidate.standsForElection()) {
                return;
            }
        }
    }

    private Optional<ReplicaSetMember> find() {
        return members.stream().filter(ReplicaSetMember::isRunning).filter(ReplicaSetMember::isPrimary).findFirst();
    }

    private static void require(BooleanSupplier condition, String otherwise) {
        if (!Await.until(condition, LIMIT)) {
            throw new StackException(otherwise + " within " + LIMIT.toSeconds() + " s");
        }
    }

    /** Returns a client of the whole set; the caller closes it. */
    public MongoClient client() {
        return MongoClients.create(uri());
    }

    /** Ends all members at once. */
    @Override
    public void close() {
        members.forEach(ReplicaSetMember::kill);
    }

    /** Its initialization is the "once". */
    private static final class Shared {
        static final ReplicaSet INSTANCE = startForThisJvm();

        private static ReplicaSet startForThisJvm() {
            Path folder = TemporaryFolder.create("replica-set");
            ReplicaSet set = ReplicaSet.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                set.close();
                TemporaryFolder.delete(folder);
            }, "stop-replica-set"));
            return set;
        }
    }
}
