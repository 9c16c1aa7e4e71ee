package org.imprimatur.tlog;

/** What was read does not have the one form its specification gives it; the message says in one sentence why. */
public final class MalformedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** The reason completes the sentence "refused: …". */
    public MalformedException(String reason) {
        super(reason);
    }

    /** As {@link #MalformedException(String)}, where another failure found it out. */
    public MalformedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
