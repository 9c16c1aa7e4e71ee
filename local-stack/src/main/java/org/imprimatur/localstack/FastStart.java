package org.imprimatur.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.OwnerOnly;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.localstack.process.TemporaryFolder;
import org.imprimatur.tlog.merkle.Hash;

/**
 * Services that start in about half the time: unpacked, and with an ahead-of-time cache (JEP 483, JEP 515) from one
 * training run for each build. A cache that doesn't fit is ignored by the JVM, so nothing here can make a start fail.
 */
public final class FastStart {
    private static final Duration TRAINING_LIMIT = Duration.ofMinutes(5);
    private static final int KEY_LENGTH = 16;

    private final Path home;
    private final Path caches;

    /** @param home the project's root: the caches belong to the build, so every stack of the project shares them */
    public FastStart(Path home) {
        this.home = home;
        caches = home.resolve(".imprimatur").resolve("aot");
    }

    /** Returns the end of the command line that runs the service, in its fast form if that was prepared. */
    public List<String> arguments(Part service) {
        Path jar = service.jar(home);
        Path place = place(service);
        return Files.exists(cache(place))
                ? List.of("-XX:AOTCache=" + cache(place), "-jar", place.resolve(jar.getFileName()).toString())
                : List.of("-jar", jar.toString());
    }

    /** Tells whether this build of the service has been prepared. */
    public boolean isPrepared(Part service) {
        return Files.exists(cache(place(service)));
    }

    /**
     * Unpacks the service and lets it start up to the point where it would open its doors: no database, broker or
     * port is needed.
     */
    public void prepare(Part service) {
        Path jar = service.jar(home);
        Path place = place(service);
        forgetOthers(service, place);
        run(service, List.of(Programs.java().toString(), "-Djarmode=tools", "-jar", jar.toString(), "extract",
                "--destination", place.toString(), "--force"));
        // Under another name until it is whole: a killed training must not leave half a cache to be used.
        Path unfinished = place.resolve("unfinished.aot");
        List<String> training = PartStarter.serviceJava();
        training.addAll(List.of("-XX:AOTCacheOutput=" + unfinished, "-Dspring.context.exit=onRefresh", "-jar",
                place.resolve(jar.getFileName()).toString()));
        run(service, training);
        try {
            if (Files.exists(unfinished)) {
                Files.move(unfinished, cache(place));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Part service, List<String> line) {
        Path log = caches.resolve(service.label() + ".log");
        try (ManagedProcess process = ManagedProcess.start(new ManagedProcess.Command(service.label(), line,
                Map.of("IMPRIMATUR_DRAIN", "0s"), log, caches.resolve(service.label() + ".pid")))) {
            // A Ctrl-C at the terminal reaches this process alone.
            Thread end = new Thread(process::kill, "end-training");
            Runtime.getRuntime().addShutdownHook(end);
            boolean ended = Await.until(() -> !process.isAlive(), TRAINING_LIMIT);
            Runtime.getRuntime().removeShutdownHook(end);
            if (!ended) {
                throw new StackException(service.label() + " can't be prepared for faster starts; see " + log);
            }
        }
    }

    private static Path cache(Path place) {
        return place.resolve("service.aot");
    }

    private Path place(Part service) {
        return caches.resolve(service.label() + "-" + key(service.jar(home)));
    }

    private void forgetOthers(Part service, Path place) {
        try {
            OwnerOnly.folder(caches);
            try (Stream<Path> found = Files.list(caches)) {
                found.filter(other -> other.getFileName().toString().startsWith(service.label() + "-"))
                        .filter(other -> !other.equals(place)).forEach(TemporaryFolder::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(Path jar) {
        try (InputStream bytes = Files.newInputStream(jar)) {
            return Hash.sha256(bytes).hex().substring(0, KEY_LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
