package org.imprimatur.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
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
        if (folder.launcherPid().isEmpty() || !Files.exists(folder.description())) {
            throw new StackException("No stack runs over " + folder.root() + "; ./imprimatur up starts one.");
        }
        try {
            Object json = JsonReader.readObject(Files.readAllBytes(folder.description())).get("addresses");
            if (json instanceof Map<?, ?> addresses) {
                return Addresses.fromJson(addresses);
            }
            throw new StackException(folder.description() + " holds no addresses");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
