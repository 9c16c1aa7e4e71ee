package org.imprimatur.starter.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Does at a place what the file {@value #ORDER} asks for: {@code <number> <pass> HALT|MEMORY <place>}. At the given pass
 * the file becomes {@code hit-<number>}, so that it happens once, and then the process ends as by a power cut, or runs
 * out of memory. Without the file nothing happens.
 */
final class ArmedFailPoint implements FailPoint {
    static final String ORDER = "fail-point";
    private static final int PARTS = 4;

    private final Path folder;
    private final Runnable halt;
    private String counted = "";
    private int passes;

    ArmedFailPoint(Path folder, Runnable halt) {
        this.folder = folder;
        this.halt = halt;
    }

    private enum Deed {
        HALT, MEMORY
    }

    @Override
    public void pass(String place) {
        Deed deed = due(place);
        if (deed == Deed.HALT) {
            halt.run();
        } else if (deed == Deed.MEMORY) {
            throw new OutOfMemoryError("at " + place + ", as a torture wants it");
        }
    }

    private synchronized @Nullable Deed due(String place) {
        try {
            String order = Files.readString(folder.resolve(ORDER)).strip();
            String[] parts = order.split(" ", PARTS);
            if (!parts[PARTS - 1].equals(place)) {
                return null;
            }
            passes = order.equals(counted) ? passes + 1 : 1;
            counted = order;
            if (passes < Integer.parseInt(parts[1])) {
                return null;
            }
            Files.move(folder.resolve(ORDER), folder.resolve("hit-" + parts[0]));
            return Deed.valueOf(parts[2]);
        } catch (NoSuchFileException nothingAsked) {
            return null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
