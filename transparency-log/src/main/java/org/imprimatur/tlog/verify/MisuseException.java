package org.imprimatur.tlog.verify;

/** The command was called in a way it does not understand. */
final class MisuseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MisuseException(String reason) {
        super(reason);
    }
}
