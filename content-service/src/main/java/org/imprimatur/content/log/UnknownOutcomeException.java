package org.imprimatur.content.log;

import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;

/**
 * Ends a request whose entry may stand or not: its insert was sent, and no answer came that can't be taken back. Whoever
 * repeats the request learns which.
 */
final class UnknownOutcomeException extends ProblemException {
    private static final Problem UNKNOWN = new Problem("outcome-unknown", "It is not known whether this was kept",
            503);
    private static final String RETRY_SECONDS = "2";

    UnknownOutcomeException() {
        super(UNKNOWN, "Ask again with the same Idempotency-Key, or read the article: what was kept is there.");
        withHeader("Retry-After", RETRY_SECONDS);
    }
}
