package org.imprimatur.torture.schedule;

import java.io.Serial;

/** A fault that didn't come to pass: nothing was done to its victim. */
final class NotCarriedOutException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotCarriedOutException(String why) {
        super(why);
    }

    NotCarriedOutException(String why, Throwable cause) {
        super(why, cause);
    }
}
