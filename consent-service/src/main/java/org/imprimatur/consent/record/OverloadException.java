package org.imprimatur.consent.record;

/** More documents wait than can be stored in time: this one was not sent, and nobody is kept waiting for it. */
public final class OverloadException extends RuntimeException {
    OverloadException() {
        super("More waits to be stored than can be in time", null, false, false);
    }
}
