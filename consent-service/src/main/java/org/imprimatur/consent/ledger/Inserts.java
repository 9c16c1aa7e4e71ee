package org.imprimatur.consent.ledger;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;

/** Inserts that may find themselves done already. */
final class Inserts {
    private Inserts() {}

    /** Runs an unordered insert; documents that are there already are left as they are. */
    static void unlessThere(Runnable inserts) {
        try {
            inserts.run();
        } catch (MongoBulkWriteException refused) {
            boolean allThere = refused.getWriteConcernError() == null && refused.getWriteErrors().stream()
                    .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (!allThere) {
                throw refused;
            }
        }
    }
}
