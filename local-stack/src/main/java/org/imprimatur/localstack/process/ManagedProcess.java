package org.imprimatur.localstack.process;

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
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One child process with its log file and its pid file. */
public final class ManagedProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Command command;
    private final Process process;

    /**
     * What to start.
     *
     * @param name how messages call it
     * @param arguments program and arguments
     * @param environment added to this process's own
     * @param log receives what the process prints; appended to
     * @param pidFile lets a later start find the process if this one dies without ending it
     */
    public record Command(String name, List<String> arguments, Map<String, String> environment, Path log,
            Path pidFile) {
        public Command {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    private ManagedProcess(Command command, Process process) {
        this.command = command;
        this.process = process;
    }

    /**
     * Starts a process in a session of its own where the system offers {@code setsid}: a Ctrl-C at the terminal then
     * reaches only the parent, which ends its children in their proper order.
     *
     * @throws StackException if the program can't be started
     */
    public static ManagedProcess start(Command command) {
        List<String> line = new ArrayList<>();
        Programs.onPath("setsid").ifPresent(setsid -> line.add(setsid.toString()));
        line.addAll(command.arguments());
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().putAll(command.environment());
        OwnerOnly.file(command.log());
        try {
            return written(command, builder.start());
        } catch (IOException e) {
            throw new StackException(
                    command.name() + " can't be started with " + command.arguments().getFirst() + ": " + e.getMessage(),
                    e);
        }
    }

    /** A start that is interrupted here (nothing can be written then) must not leave a process that no file names. */
    private static ManagedProcess written(Command command, Process process) throws IOException {
        try {
            process.getOutputStream().close();
            new PidFile(command.pidFile()).write(process.toHandle());
            return new ManagedProcess(command, process);
        } catch (IOException | UncheckedIOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /**
     * Starts a process and returns when {@code ready} holds; one that can't be used isn't left running.
     *
     * @throws StackException if the process ends before, or {@code limit} passes; quotes the end of its log
     */
    public static ManagedProcess start(Command command, BooleanSupplier ready, Duration limit) {
        ManagedProcess process = start(command);
        try {
            process.awaitReady(ready, limit);
            return process;
        } catch (RuntimeException e) {
            process.kill();
            throw e;
        }
    }

    /** Writes down {@code process} in {@code pidFile}, so that {@link #living} finds it later. */
    public static void record(Path pidFile, ProcessHandle process) {
        new PidFile(pidFile).write(process);
    }

    /** Returns the process that {@code pidFile} names, if that very process still runs. */
    public static Optional<ProcessHandle> living(Path pidFile) {
        return new PidFile(pidFile).living();
    }

    /** Ends the process that {@code pidFile} names, if that very process still runs; returns whether it did. */
    public static boolean endLeftover(Path pidFile) {
        PidFile file = new PidFile(pidFile);
        boolean found = file.living().map(process -> {
            process.destroy();
            if (!Await.until(() -> !process.isAlive(), GRACE)) {
                process.destroyForcibly();
                Await.until(() -> !process.isAlive(), GRACE);
            }
            return true;
        }).orElse(false);
        file.delete();
        return found;
    }

    private void awaitReady(BooleanSupplier ready, Duration limit) {
        boolean settled = Await.until(() -> ready.getAsBoolean() || !process.isAlive(), limit);
        if (!process.isAlive()) {
            throw new StackException(command.name() + " ended while starting (exit code " + process.exitValue()
                    + "), its log " + command.log() + " ends:\n" + logTail());
        }
        if (!settled) {
            throw new StackException(command.name() + " was not ready after " + limit.toSeconds() + " s, its log "
                    + command.log() + " ends:\n" + logTail());
        }
    }

    private String logTail() {
        try {
            List<String> lines = Files.readString(command.log(), StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }

    public String name() {
        return command.name();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the file that receives what the process prints. */
    public Path log() {
        return command.log();
    }

    /** Waits until the process has ended, whoever ended it, and returns its exit code: 128 and a signal's number. */
    public int awaitEnd() {
        return process.onExit().join().exitValue();
    }

    /** Asks the process to end (SIGTERM) and makes it end (SIGKILL) when its time of grace is over. */
    @Override
    public void close() {
        process.destroy();
        if (!ended(GRACE)) {
            kill();
        }
        new PidFile(command.pidFile()).delete();
    }

    /** Ends the process at once, as a power cut would ({@code kill -9}). */
    public void kill() {
        process.destroyForcibly();
        ended(GRACE);
        new PidFile(command.pidFile()).delete();
    }

    /** Freezes the process (SIGSTOP): its connections stay open, and nothing answers. */
    public void suspend() {
        signal("STOP");
    }

    /** Lets a frozen process go on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new StackException(command.name() + " did not take the signal " + name);
            }
        } catch (IOException e) {
            throw new StackException("no signal can be sent to " + command.name() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ended(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
