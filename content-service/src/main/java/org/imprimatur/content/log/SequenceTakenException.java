package org.imprimatur.content.log;

/** Somebody else's entry has this place in the log: the decision was made on a state that is no longer the last. */
public final class SequenceTakenException extends Exception {
    private static final long serialVersionUID = 1L;

    SequenceTakenException(Entry entry) {
        super("Article " + entry.article() + " already has an entry " + entry.sequence(), null, false, false);
    }
}
