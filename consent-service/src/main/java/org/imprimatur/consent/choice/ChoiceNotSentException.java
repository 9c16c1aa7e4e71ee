package org.imprimatur.consent.choice;

import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;

/**
 * Ends a request to record a choice that never got as far as the database. That says nothing of an earlier request with
 * the same id, and no more is claimed than that.
 */
final class ChoiceNotSentException extends ProblemException {
    private static final Problem NOT_SENT = new Problem("choice-not-sent", "Choices can't be stored at the moment",
            503);
    private static final String RETRY_SECONDS = "2";

    private ChoiceNotSentException(String reason) {
        super(NOT_SENT, reason + ", and this request was not sent to the database. Ask again with the same id.");
        withHeader("Retry-After", RETRY_SECONDS);
    }

    static ChoiceNotSentException away() {
        return new ChoiceNotSentException("The database is away");
    }

    static ChoiceNotSentException busy() {
        return new ChoiceNotSentException("More choices are waiting than can be stored in time");
    }
}
