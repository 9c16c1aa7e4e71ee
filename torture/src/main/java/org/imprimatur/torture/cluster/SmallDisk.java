package org.imprimatur.torture.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imprimatur.localstack.process.StackException;

/**
 * A disk of its own for one process, in memory, that can be made full: its size becomes what is on it. Only an
 * administrator can have one.
 */
final class SmallDisk implements AutoCloseable {
    private static final long SIZE = 2L << 30;
    private static final long BLOCK = 4_096;
    private static final int TRIES = 50;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Puts one at an empty folder; empty where that can't be had. */
    static Optional<SmallDisk> at(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + SIZE, "torture", folder.toString())
                ? Optional.of(new SmallDisk(folder))
                : Optional.empty();
    }

    /**
     * Leaves no room for a single block more.
     *
     * @throws StackException if it can't be done
     */
    void fill() {
        // Somebody may write between the look and the deed; then the new size is too small, and is refused.
        for (int tries = 0; tries < TRIES; tries++) {
            if (resize(used())) {
                return;
            }
        }
        throw new StackException(folder + " can't be made full");
    }

    /** Gives all the room back. */
    void free() {
        if (!resize(SIZE)) {
            throw new StackException(folder + " stays full");
        }
    }

    private long used() {
        try {
            FileStore store = Files.getFileStore(folder);
            return Math.max(BLOCK, store.getTotalSpace() - store.getUnallocatedSpace());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean resize(long size) {
        return run("mount", "-o", "remount,size=" + size, folder.toString());
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes it away, with what is on it. */
    @Override
    public void close() {
        takeAway(folder);
    }

    /** Takes away what may be left there of another run. */
    static void takeAway(Path folder) {
        run("umount", "-l", folder.toString());
    }
}
