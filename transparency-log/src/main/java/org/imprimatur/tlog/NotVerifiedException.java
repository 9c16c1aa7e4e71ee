package org.imprimatur.tlog;

/** A proof, signature or tree that is well formed but does not prove what it claims; the message says in what. */
public final class NotVerifiedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The reason completes the sentence "refused: …". */
    public NotVerifiedException(String reason) {
        super(reason);
    }
}
