package org.imprimatur.consent.ledger;

/** The topic isn't the one the stored tree was made of. Nothing may be signed until a person has looked into it. */
final class LogMisfitException extends RuntimeException {
    LogMisfitException(String reason) {
        super(reason, null, false, false);
    }
}
