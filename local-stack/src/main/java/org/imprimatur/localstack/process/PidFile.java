package org.imprimatur.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who runs here, for a later start to read. A pid alone may belong to a stranger by then, so the file holds the
 * process's start time too and both must fit.
 */
final class PidFile {
    /** Linux derives start times from ticks since boot, so the same process may report slightly different instants. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final Path path;

    PidFile(Path path) {
        this.path = path;
    }

    void write(ProcessHandle process) {
        String start = process.info().startInstant().map(Instant::toString).orElse("");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, process.pid() + " " + start + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the process that wrote the file if that very process is still there. */
    Optional<ProcessHandle> living() {
        try {
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            String[] parts = Files.readString(path).strip().split(" ", 2);
            if (parts.length < 2 || parts[1].isEmpty()) {
                return Optional.empty();
            }
            Instant recorded = Instant.parse(parts[1]);
            return ProcessHandle.of(Long.parseLong(parts[0])).filter(ProcessHandle::isAlive)
                    .filter(process -> process.info().startInstant()
                            .map(start -> Duration.between(start, recorded).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                            .orElse(false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
