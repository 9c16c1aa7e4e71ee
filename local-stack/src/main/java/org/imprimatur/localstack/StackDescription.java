package org.imprimatur.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.imprimatur.localstack.process.OwnerOnly;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.json.JsonReader;

/** The file {@code stack.json}: the actual addresses and pids of the running stack. */
final class StackDescription {
    private StackDescription() {}

    static void write(StackFolder folder, Addresses addresses, Map<String, Long> pids) {
        // A database that was given by its address may have a password in it.
        OwnerOnly.write(folder.description(),
                CanonicalJson.bytes(Map.of("addresses", addresses.toJson(), "pids", pids)));
    }

    /**
     * Returns the addresses of the stack that runs over {@code folder}.
     *
     * @throws StackException if none does
     */
    static Addresses read(StackFolder folder) {
        return Addresses.fromJson(member(folder, "addresses"));
    }

    /**
     * Returns the processes of the stack that runs over {@code folder}, by the labels of their parts.
     *
     * @throws StackException if none does
     */
    static Map<String, Long> readPids(StackFolder folder) {
        Map<String, Long> pids = new TreeMap<>();
        member(folder, "pids").forEach((label, pid) -> pids.put(String.valueOf(label), ((Number) pid).longValue()));
        return pids;
    }

    private static Map<?, ?> member(StackFolder folder, String name) {
        if (folder.launcherPid().isEmpty() || !Files.exists(folder.description())) {
            throw new StackException("No stack runs over " + folder.root() + "; ./imprimatur up starts one.");
        }
        try {
            Object json = JsonReader.readObject(Files.readAllBytes(folder.description())).get(name);
            if (json instanceof Map<?, ?> members) {
                return members;
            }
            throw new StackException(folder.description() + " holds no " + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
