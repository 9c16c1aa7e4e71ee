package org.imprimatur.localstack.backing;

import java.util.Optional;
import org.imprimatur.localstack.process.ManagedProcess;

/** A server of ours in a process of its own, which can be killed without killing the one who started it. */
record DatabaseProcess(ManagedProcess server, String uri, String description) implements Database {

    @Override
    public Optional<ManagedProcess> process() {
        return Optional.of(server);
    }

    @Override
    public void close() {
        server.close();
    }
}
