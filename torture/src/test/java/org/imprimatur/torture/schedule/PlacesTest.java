package org.imprimatur.torture.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.torture.cluster.Orders;
import org.imprimatur.torture.cluster.Victim;
import org.imprimatur.torture.schedule.Fault.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a service at a place between two writes, and how it is counted. */
class PlacesTest {
    private static final String PLACE = "bytes|edition";

    @TempDir
    Path folder;

    private final Places places = new Places();
    private final Instance victim = new Instance();
    private Orders orders;

    @BeforeEach
    void makeOrders() {
        orders = new Orders(folder);
    }

    /** Writes down what is done to it. */
    private static final class Instance implements Victim {
        private final List<String> done = new ArrayList<>();

        @Override
        public String name() {
            return "publishing-1";
        }

        @Override
        public void kill() {
            done.add("kill");
        }

        @Override
        public void stop() {
            done.add("stop");
        }

        @Override
        public void start() {
            done.add("start");
        }

        @Override
        public void freeze() {
            done.add("freeze");
        }

        @Override
        public void thaw() {
            done.add("thaw");
        }

        @Override
        public boolean isReady() {
            return true;
        }
    }

    /** Obeys one order, as a service does that comes to the place, and answers what it said. */
    private Thread comesThere(StringBuilder said) {
        return Thread.ofVirtual().start(() -> {
            Path order = folder.resolve("fail-point");
            Await.until(() -> Files.exists(order), Duration.ofSeconds(20));
            try {
                said.append(Files.readString(order));
                Files.move(order, folder.resolve("hit-1"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private boolean strikes(Kind kind, long millis) {
        return places.strike(new Fault(4, kind, victim.name(), millis, PLACE), victim, orders) != null;
    }

    @Test
    void aProcessThatEndedAtItsPlaceIsStartedAgainAndCounted() throws InterruptedException {
        StringBuilder said = new StringBuilder();
        Thread service = comesThere(said);
        assertThat(strikes(Kind.HALT, 20_000)).isTrue();
        service.join();
        assertThat(said).hasToString("1 2 HALT " + PLACE);
        assertThat(victim.done).containsExactly("kill", "start");
        assertThat(places.told()).containsEntry(PLACE, "1 armed, 1 hit (1 ended there, 0 out of memory)");
    }

    @Test
    void aProcessWhoseMemoryRanOutIsLeftToHelpItself() throws InterruptedException {
        Thread service = comesThere(new StringBuilder());
        assertThat(strikes(Kind.MEMORY, 20_000)).isTrue();
        service.join();
        assertThat(victim.done).isEmpty();
        assertThat(places.told()).containsEntry(PLACE, "1 armed, 1 hit (0 ended there, 1 out of memory)");
    }

    @Test
    void whatNeverCameToItsPlaceIsCountedAsArmedAndHasNothingToFearAnyMore() {
        assertThat(strikes(Kind.HALT, 50)).isFalse();
        assertThat(victim.done).isEmpty();
        assertThat(folder.resolve("fail-point")).doesNotExist();
        assertThat(places.told()).containsEntry(PLACE, "1 armed, 0 hit (0 ended there, 0 out of memory)")
                .containsEntry("words|entry", "0 armed, 0 hit (0 ended there, 0 out of memory)");
    }
}
