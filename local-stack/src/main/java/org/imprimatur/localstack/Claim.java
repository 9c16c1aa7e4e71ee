package org.imprimatur.localstack;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;
import org.imprimatur.localstack.process.OwnerOnly;

/**
 * The right to start, run and stop a stack over a folder. One process at a time has it, until it gives it back or
 * dies: the system ends a dead process's lock, where a file with a number in it would only look like one.
 */
final class Claim implements AutoCloseable {
    private final FileChannel channel;

    private Claim(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the right to {@code folder}, if nobody has it. */
    static Optional<Claim> take(Path folder) {
        Path lock = folder.resolve("launcher.lock");
        OwnerOnly.file(lock);
        try {
            FileChannel channel = FileChannel.open(lock, CREATE, WRITE);
            if (isLocked(channel)) {
                return Optional.of(new Claim(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ownProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
