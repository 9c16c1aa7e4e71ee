package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.imprimatur.localstack.LocalStack;
import org.imprimatur.localstack.LocalStackTest;
import org.imprimatur.tlog.json.JsonReader;
import org.junit.jupiter.api.Test;

/** Who can reach a developer's newsroom: nobody from another machine. */
@LocalStackTest
class LoopbackTest {
    /** The kernel's table: the local address in hexadecimal, the state (0A listens), the socket's inode. */
    private static final List<String> TABLES = List.of("tcp", "tcp6");
    private static final String LISTENS = "0A";
    /** 127.0.0.1, ::1, and 127.0.0.1 as an IPv6 socket has it; each word's bytes are in the machine's order. */
    private static final Set<String> LOOPBACK = Set.of("0100007F", "00000000000000000000000001000000",
            "0000000000000000FFFF00000100007F");

    @Test
    void everyPortOfEveryProcessIsHeardOnTheLoopbackAddressAlone(LocalStack stack) throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "no /proc here");
        Object pids = JsonReader.readObject(Files.readAllBytes(stack.data().resolve("stack.json"))).get("pids");
        Set<String> heard = new TreeSet<>();
        Set<String> open = new TreeSet<>();
        assertThat(pids).isInstanceOf(Map.class);
        Map<?, ?> running = pids instanceof Map<?, ?> parts ? parts : Map.of();
        running.forEach((part, pid) -> {
            for (Listener listener : listeners(Path.of("/proc", String.valueOf(pid)))) {
                (LOOPBACK.contains(listener.address()) ? heard : open)
                        .add(part + ":" + Integer.parseInt(listener.port(), 16));
            }
        });
        assertThat(open).as("what others on the network reach").isEmpty();
        assertThat(heard).as("what the test has seen at all").hasSizeGreaterThanOrEqualTo(11);
    }

    private record Listener(String address, String port) {}

    private static List<Listener> listeners(Path process) {
        Set<String> own = sockets(process);
        List<Listener> found = new ArrayList<>();
        for (String table : TABLES) {
            for (String line : lines(process.resolve("net").resolve(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[3].equals(LISTENS) && own.contains("socket:[" + fields[9] + "]")) {
                    String[] local = fields[1].split(":", 2);
                    found.add(new Listener(local[0], local[1]));
                }
            }
        }
        return found;
    }

    private static List<String> lines(Path table) {
        try {
            return Files.exists(table) ? Files.readAllLines(table) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> sockets(Path process) {
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            Set<String> targets = new TreeSet<>();
            descriptors.forEach(descriptor -> targets.add(target(descriptor)));
            return targets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
