package org.imprimatur.tlog.json;

/** What was read is no strict JSON; the message says why and at which character. */
public final class MalformedJsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    MalformedJsonException(String reason, int position) {
        super(reason + " at character " + position);
    }
}
