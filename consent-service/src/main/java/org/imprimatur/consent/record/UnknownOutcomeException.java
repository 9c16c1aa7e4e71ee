package org.imprimatur.consent.record;

import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;

/**
 * Ends a request whose record may stand or not: its insert was sent, and no answer came that can't be taken back.
 * Whoever repeats the request under the same id learns which, and makes the record if there is none.
 */
public final class UnknownOutcomeException extends ProblemException {
    private static final String RETRY_SECONDS = "2";

    public UnknownOutcomeException() {
        super(Problem.OUTCOME_UNKNOWN,
                "Ask again with the same id: what was kept is answered, and what was not is kept then.");
        withHeader("Retry-After", RETRY_SECONDS);
    }
}
