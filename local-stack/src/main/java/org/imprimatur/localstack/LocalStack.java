package org.imprimatur.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.imprimatur.localstack.PartStarter.Started;
import org.imprimatur.localstack.backing.Database;
import org.imprimatur.localstack.identity.TokenSource;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.StackException;

/**
 * The whole newsroom on this machine: broker, database, identity provider and the three services, each a process of
 * its own that can be killed, frozen and started again while the others go on.
 */
public final class LocalStack implements AutoCloseable {
    /** Longer than six processes take that all have to be made to end. */
    private static final Duration STOP_LIMIT = Duration.ofMinutes(5);

    private final StackFolder folder;
    private final Claim claim;
    private final PartStarter starter;
    private final Progress progress;
    private final Addresses addresses;
    private final TokenSource tokens;
    private final Map<Part, ManagedProcess> parts = new EnumMap<>(Part.class);
    private final ExecutorService starting = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean closing;

    /**
     * Claims the data folder, ends what a killed stack left running there, and chooses the ports; nothing runs yet.
     *
     * @throws StackException if another stack runs over the folder, a port is taken or a service isn't built
     */
    public LocalStack(StackSettings settings, Progress progress) {
        for (Part service : Part.services()) {
            if (!Files.exists(service.jar(settings.home()))) {
                throw new StackException(
                        service.jar(settings.home()) + " is missing; ./imprimatur build makes it.");
            }
        }
        this.progress = progress;
        folder = new StackFolder(settings.data());
        claim = folder.claim();
        StackPorts ports;
        try {
            settings.ports().requireFree(LocalStack::isOurs);
            ports = settings.ports().chosen();
            ArticleKey.make(folder.key("articles"));
        } catch (RuntimeException e) {
            folder.release(claim);
            throw e;
        }
        starter = new PartStarter(settings, folder, ports);
        addresses = starter.addresses();
        tokens = new TokenSource(addresses.identity(), folder.secret());
    }

    private static boolean isOurs(Door door) {
        return switch (door) {
            case MONGODB -> Database.isOurs(System.getenv());
            case KAFKA, KAFKA_SERVICES -> !System.getenv().containsKey("KAFKA_BOOTSTRAP_SERVERS");
            default -> true;
        };
    }

    /**
     * Starts a stack that ends with this process, however that ends: Ctrl-C and SIGTERM stop it even while it starts.
     *
     * @throws StackException if it can't be started
     */
    public static LocalStack startUntilExit(StackSettings settings, Progress progress) {
        LocalStack stack = new LocalStack(settings, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-the-stack"));
        return stack.start();
    }

    /**
     * Starts every part and returns when all are ready.
     *
     * @throws StackException if one isn't; the others are stopped then
     */
    public LocalStack start() {
        CompletionService<Part> starts = new ExecutorCompletionService<>(starting);
        Set<Part> ready = EnumSet.noneOf(Part.class);
        try {
            for (Part part : List.of(Part.MONGODB, Part.KAFKA, Part.IDENTITY)) {
                starts.submit(() -> start(part), part);
            }
            while (!ready.containsAll(List.of(Part.MONGODB, Part.KAFKA))) {
                ready.add(starts.take().get());
            }
            for (Part service : Part.services()) {
                starts.submit(() -> start(service), service);
            }
            while (ready.size() < Part.values().length) {
                ready.add(starts.take().get());
            }
            describe();
            return this;
        } catch (ExecutionException e) {
            close();
            throw cause(e, "The stack can't start");
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while starting the stack", e);
        }
    }

    private void start(Part part) {
        long begun = System.nanoTime();
        Started started = switch (part) {
            case MONGODB -> starter.database();
            case KAFKA -> starter.broker();
            case IDENTITY -> starter.identity();
            case CONTENT, PUBLISHING, CONSENT -> starter.service(part, addresses);
        };
        synchronized (this) {
            started.process().ifPresent(process -> parts.put(part, process));
        }
        progress.done(started.description() + ": " + started.address(), Duration.ofNanos(System.nanoTime() - begun));
        started.note().ifPresent(progress::note);
    }

    /** Writes the actual addresses and pids for scripts to read. */
    private synchronized void describe() {
        StackDescription.write(folder, addresses, pids());
    }

    /** Returns the processes that run, by the labels of their parts. */
    public synchronized Map<String, Long> pids() {
        return parts.entrySet().stream()
                .collect(Collectors.toMap(part -> part.getKey().label(), part -> part.getValue().pid()));
    }

    public Addresses addresses() {
        return addresses;
    }

    /** Returns the folder with everything that outlives the stack. */
    public Path data() {
        return folder.root();
    }

    /** Returns a fresh access token of one of the newsroom's people. */
    public String token(String name) {
        return tokens.token(name);
    }

    /** Ends a part at once, as a power cut would. */
    public void kill(Part part) {
        process(part).kill();
    }

    /** Asks a part to end (SIGTERM) and waits until it has: what it does for backups and for restarts in peace. */
    public void stop(Part part) {
        process(part).close();
    }

    /**
     * Starts a part again on its old port and over its old data, stopping it first if it still runs.
     *
     * @throws StackException if it can't be started, or the stack is being stopped
     */
    public void restart(Part part) {
        try {
            // There, so that whoever stops the stack meanwhile waits for it, and ends what it starts.
            starting.submit(() -> {
                process(part).close();
                start(part);
                describe();
            }).get();
        } catch (RejectedExecutionException e) {
            throw new StackException("the stack is being stopped", e);
        } catch (ExecutionException e) {
            throw cause(e, part.label() + " can't be started again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while starting " + part.label() + " again", e);
        }
    }

    private static StackException cause(ExecutionException e, String otherwise) {
        return e.getCause() instanceof StackException known
                ? known
                : new StackException(otherwise + ": " + e.getCause(), e);
    }

    /** Freezes a part: its connections stay open, and nothing answers. */
    public void suspend(Part part) {
        process(part).suspend();
    }

    /** Lets a frozen part go on. */
    public void resume(Part part) {
        process(part).resume();
    }

    /** Tells whether a part is a process of this stack, not a server that somebody else runs. */
    synchronized boolean runs(Part part) {
        return parts.containsKey(part);
    }

    synchronized ManagedProcess process(Part part) {
        ManagedProcess process = parts.get(part);
        if (process == null) {
            throw new StackException(part.label() + " is not a process of this stack");
        }
        return process;
    }

    /**
     * Stops every part, the services before what they stand on, and keeps the data. Whoever calls it a second time
     * waits until the first is done: a Ctrl-C that comes in the middle must not end this process before its children.
     */
    @Override
    public void close() {
        if (!isFirstToClose()) {
            isStoppedWithin(STOP_LIMIT);
            return;
        }
        try {
            starting.shutdownNow();
            for (Part part : Part.values()) {
                stopIfRunning(part);
            }
            // What was still starting has no entry among the parts; its pid file knows it.
            starting.close();
            folder.endChildren();
            folder.release(claim);
        } finally {
            stopped.countDown();
        }
    }

    private synchronized boolean isFirstToClose() {
        boolean first = !closing;
        closing = true;
        return first;
    }

    /** Tells whether somebody has begun to stop the stack. */
    synchronized boolean isClosing() {
        return closing;
    }

    /** Waits until the stack is stopped; false if it isn't by then. */
    boolean isStoppedWithin(Duration limit) {
        try {
            return stopped.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void stopIfRunning(Part part) {
        ManagedProcess process;
        synchronized (this) {
            process = parts.get(part);
        }
        if (process != null) {
            process.close();
        }
    }
}
