package org.imprimatur.localstack;

import java.nio.file.Path;
import java.util.Map;
import org.imprimatur.localstack.identity.TokenSource;
import org.imprimatur.localstack.process.StackException;

/** A stack that another process started: it can be talked to, and isn't ours to stop. */
public final class RunningStack {
    private final Addresses addresses;
    private final Map<String, Long> pids;
    private final TokenSource tokens;

    private RunningStack(Addresses addresses, Map<String, Long> pids, TokenSource tokens) {
        this.addresses = addresses;
        this.pids = pids;
        this.tokens = tokens;
    }

    /**
     * Returns the stack that runs over a data folder.
     *
     * @throws StackException if none does
     */
    public static RunningStack over(Path data) {
        StackFolder folder = new StackFolder(data);
        Addresses addresses = StackDescription.read(folder);
        return new RunningStack(addresses, StackDescription.readPids(folder),
                new TokenSource(addresses.identity(), folder.secret()));
    }

    public Addresses addresses() {
        return addresses;
    }

    /** Returns the stack's processes, by the labels of their parts. */
    public Map<String, Long> pids() {
        return Map.copyOf(pids);
    }

    /** Returns a fresh access token of one of the newsroom's people. */
    public String token(String name) {
        return tokens.token(name);
    }
}
