package org.imprimatur.starter.admission;

import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;

/** Ends a request that found no room, before anything was done for it. It says when to come again. */
public final class OverloadedException extends ProblemException {
    private static final Problem OVERLOADED = new Problem("overloaded",
            "The service has as much to do as it can; this request was not begun", 503);
    private static final String RETRY_SECONDS = "1";

    /** @param seats how many requests are under way */
    public OverloadedException(int seats) {
        super(OVERLOADED, seats + " requests are under way, and more would only wait for them.");
        withHeader("Retry-After", RETRY_SECONDS);
    }
}
