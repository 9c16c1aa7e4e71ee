package org.imprimatur.tlog.verify;

import org.jspecify.annotations.Nullable;

/** A log could not be read at all, so nothing can be said about it; the message names what was tried. */
final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
