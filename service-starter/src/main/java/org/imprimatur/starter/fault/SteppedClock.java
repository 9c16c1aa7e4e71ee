package org.imprimatur.starter.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that is wrong by what the file {@value #ORDER} says, an ISO 8601 duration; right without that file. */
final class SteppedClock extends Clock {
    static final String ORDER = "clock-step";

    private final Clock right;
    private final Path folder;

    SteppedClock(Clock right, Path folder) {
        this.right = right;
        this.folder = folder;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(step());
    }

    private Duration step() {
        try {
            return Duration.parse(Files.readString(folder.resolve(ORDER)).strip());
        } catch (NoSuchFileException none) {
            return Duration.ZERO;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteppedClock(right.withZone(zone), folder);
    }
}
