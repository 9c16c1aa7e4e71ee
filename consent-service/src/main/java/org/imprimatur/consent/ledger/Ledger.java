package org.imprimatur.consent.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.consent.ledger.CommittedDocuments.Pending;
import org.imprimatur.consent.preparation.Preparation;
import org.imprimatur.starter.worker.Worker;
import org.imprimatur.starter.worker.WorkerOwner;
import org.imprimatur.tlog.merkle.Hash;
import org.springframework.context.SmartLifecycle;

/**
 * One log: what was committed goes in, and whatever is in it can be proved.
 *
 * <p>
 * It runs between the database and the web server: what the last requests commit is still appended before it stops.
 */
public final class Ledger implements SmartLifecycle, WorkerOwner {
    private final String path;
    private final LogIdentity identity;
    private final ShownLog shown;
    private final Appender appender;
    private final Keeper keeper;
    private final KeeperStatus status;
    private final Worker appending;
    private final Worker keeping;
    private final AutoCloseable clients;

    Ledger(String path, LogIdentity identity, ShownLog shown, Appender appender, Keeper keeper, KeeperStatus status,
            Duration sweep, Preparation indexes, AutoCloseable clients) {
        this.path = path;
        this.identity = identity;
        this.shown = shown;
        this.appender = appender;
        this.keeper = keeper;
        this.status = status;
        this.appending = new Worker(path + "-appender", sweep, () -> {
            indexes.require();
            return appender.drain();
        });
        this.keeping = new Worker(path + "-keeper", sweep, () -> {
            try {
                indexes.require();
                return keeper.turn();
            } catch (Throwable failure) {
                status.heldUp(failure.toString());
                throw failure;
            }
        });
        this.clients = clients;
    }

    /**
     * Sends a commitment on its way into the log; its document must be durable. Never blocks and never fails: what
     * can't leave now is found again by the sweep.
     *
     * @param id of the document, UUID version 7
     */
    public void append(UUID id, Commitment commitment) {
        shown.sends(commitment.hash());
        appender.offer(new Pending(id, commitment));
        appending.wake();
    }

    /** A proof (C2SP tlog-proof) for each of these commitments that the log covers. */
    public Map<Hash, String> proofs(Collection<Hash> commitments) {
        return shown.proofs(commitments);
    }

    /** The first part of this log's addresses, without slashes. */
    String path() {
        return path;
    }

    /** What everybody may see of it. */
    ShownLog shown() {
        return shown;
    }

    /** The public key, as a line (C2SP signed-note). */
    String key() {
        return identity.signer().verifierKey() + "\n";
    }

    @Override
    public List<Worker> workers() {
        return List.of(appending, keeping);
    }

    KeeperStatus status() {
        return status;
    }

    @Override
    public void start() {
        keeper.startOver();
        appending.start();
        keeping.start();
    }

    @Override
    public void stop() {
        appending.stop();
        keeping.stop();
        try {
            clients.close();
        } catch (Exception failure) {
            throw new IllegalStateException("The clients of " + path + " could not be closed", failure);
        }
    }

    @Override
    public boolean isRunning() {
        return keeping.isRunning();
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
