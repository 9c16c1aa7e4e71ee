package org.imprimatur.localstack.backing;

import java.util.Optional;
import org.imprimatur.localstack.process.ManagedProcess;

/** Somebody else's server: used, never stopped. */
record GivenDatabase(String uri) implements Database {

    @Override
    public String description() {
        return "the server of MONGODB_URI";
    }

    @Override
    public Optional<ManagedProcess> process() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Not ours to stop.
    }
}
