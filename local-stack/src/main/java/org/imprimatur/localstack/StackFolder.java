package org.imprimatur.localstack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.localstack.backing.Database;
import org.imprimatur.localstack.backing.KafkaProcess;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.OwnerOnly;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.tlog.merkle.Hash;

/** What lies where in a stack's data folder. */
record StackFolder(Path root) {

    private static final int SECRET_BYTES = 32;

    Path mongodb() {
        return root.resolve("mongodb");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path identity() {
        return root.resolve("identity");
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    Path pid(String name) {
        return root.resolve("pids").resolve(name + ".pid");
    }

    /** Where a signing key is kept: the consent log's, the access log's, that of the articles. */
    Path key(String name) {
        return root.resolve("keys").resolve(name + ".pem");
    }

    /** The actual addresses and pids, for scripts and for {@code ./imprimatur token}. */
    Path description() {
        return root.resolve("stack.json");
    }

    private Path launcher() {
        return root.resolve("launcher.pid");
    }

    /**
     * Makes this process the folder's owner until it releases it, ending whatever a killed owner left running.
     *
     * @throws StackException if another process owns it
     */
    Claim claim() {
        // Before the lock is touched: to close a file that one's own process has locked would open it.
        launcherPid().ifPresent(pid -> {
            throw inUse("A stack already runs over " + root + " (process " + pid + ")");
        });
        Claim claim = Claim.take(root)
                .orElseThrow(() -> inUse("A stack is just being started or stopped over " + root));
        try {
            endChildren();
            ManagedProcess.record(launcher(), ProcessHandle.current());
            return claim;
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    private static StackException inUse(String how) {
        return new StackException(how + ": stop it with ./imprimatur stop, or choose another folder with --data.");
    }

    /** Ends what a killed owner left running; a folder that has an owner, if a new one by now, is left alone. */
    void sweep() {
        if (Files.isDirectory(root) && launcherPid().isEmpty()) {
            Claim.take(root).ifPresent(claim -> {
                endChildren();
                release(claim);
            });
        }
    }

    /** Ends every child that a pid file here still names. */
    void endChildren() {
        pidFiles().forEach(ManagedProcess::endLeftover);
    }

    /** Returns the pid of the process that owns the folder now. */
    Optional<Long> launcherPid() {
        return ManagedProcess.living(launcher()).map(ProcessHandle::pid);
    }

    void release(Claim claim) {
        try (claim) {
            Files.deleteIfExists(launcher());
            Files.deleteIfExists(description());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Services before what they stand on, so that they can finish their work. */
    private List<Path> pidFiles() {
        Path pids = root.resolve("pids");
        try {
            Files.createDirectories(pids);
            try (Stream<Path> found = Files.list(pids)) {
                return Stream.concat(found.sorted(),
                        Stream.of(KafkaProcess.pidFile(kafka()), Database.pidFile(mongodb()))).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the password with which a service's user signs in at the broker. */
    String brokerPassword(String user) {
        return password("kafka", user);
    }

    /** Returns the password with which a user signs in at a guarded database. */
    String databasePassword(String user) {
        return password("mongodb", user);
    }

    private String password(String server, String user) {
        return Hash.sha256((secret() + "/" + server + "/" + user).getBytes(US_ASCII)).hex();
    }

    /** Returns what only the launcher and the identity provider know, made up at the first start. */
    String secret() {
        Path file = identity().resolve("secret");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(random);
                OwnerOnly.write(file, HexFormat.of().formatHex(random).getBytes(US_ASCII));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
