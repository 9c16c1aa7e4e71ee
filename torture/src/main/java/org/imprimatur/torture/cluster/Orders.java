package org.imprimatur.torture.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.localstack.process.OwnerOnly;

/** What one instance of a service is told to do to itself, by files in a folder that it was started with. */
public final class Orders {
    private final Path folder;
    private final AtomicInteger number = new AtomicInteger();

    /** @param folder made, if it isn't there */
    public Orders(Path folder) {
        this.folder = folder;
        OwnerOnly.folder(folder);
    }

    Path folder() {
        return folder;
    }

    /**
     * Has something happen at a place between two writes, once.
     *
     * @param place {@code first|second}
     * @param pass which passing of that place it is to happen at, from 1
     * @param deed {@code HALT} or {@code MEMORY}
     * @return a number by which to ask whether it has
     */
    public int arm(String place, int pass, String deed) {
        int order = number.incrementAndGet();
        OwnerOnly.write(point(), (order + " " + pass + " " + deed + " " + place).getBytes(StandardCharsets.US_ASCII));
        return order;
    }

    /** Whether it has happened. */
    public boolean isHit(int order) {
        return Files.exists(folder.resolve("hit-" + order));
    }

    /** From here on nothing happens that hasn't. */
    public void disarm() {
        try {
            Files.deleteIfExists(point());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From now on, until it is told otherwise, its clock is wrong by this much; zero puts it right. */
    public void step(Duration wrong) {
        OwnerOnly.write(folder.resolve("clock-step"), wrong.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private Path point() {
        return folder.resolve("fail-point");
    }
}
