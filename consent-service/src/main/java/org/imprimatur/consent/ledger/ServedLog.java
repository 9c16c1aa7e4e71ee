package org.imprimatur.consent.ledger;

import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.tile.TileId;

/** What a log shows, under the names that C2SP tlog-tiles gives it; what isn't there ends the request with 404. */
final class ServedLog {
    private final Ledger ledger;

    ServedLog(Ledger ledger) {
        this.ledger = ledger;
    }

    String checkpoint() {
        String checkpoint = ledger.shown().checkpoint();
        if (checkpoint == null) {
            throw new ProblemException(Problem.NOT_FOUND, "The log hasn't been begun yet.");
        }
        return checkpoint;
    }

    String key() {
        return ledger.key();
    }

    /** @param path as it was sent: another spelling of a tile's address is another address, and nothing is at it */
    byte[] tile(String path) {
        byte[] bytes = ledger.shown().tile(parse(path));
        if (bytes == null) {
            throw new ProblemException(Problem.NOT_FOUND, "The log has no such tile.");
        }
        return bytes;
    }

    private static TileId parse(String path) {
        try {
            return TileId.parse(path);
        } catch (MalformedException otherSpelling) {
            throw new ProblemException(Problem.NOT_FOUND, "No tile has such an address.");
        }
    }
}
