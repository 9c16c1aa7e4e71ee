package org.imprimatur.consent.record;

import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;

/** Ends a request that repeats a choice whose record was erased: repeating it doesn't bring the record back. */
final class ErasedChoiceException extends ProblemException {
    private static final Problem ERASED = new Problem("choice-erased", "The record of this choice was erased", 410);

    ErasedChoiceException() {
        super(ERASED, "The choice was recorded, and its record was erased since. A new choice needs a new id.");
    }
}
