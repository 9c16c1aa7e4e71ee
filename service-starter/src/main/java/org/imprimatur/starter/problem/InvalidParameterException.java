package org.imprimatur.starter.problem;

import java.util.List;

/** Ends a request that has parameters which its address can't take: 400, with every one named at once. */
public final class InvalidParameterException extends ProblemException {
    /** @param errors what is wrong with which parameter; at least one */
    public InvalidParameterException(List<InvalidField> errors) {
        super(Problem.INVALID_PARAMETER, InvalidInputException.sentence(errors));
        with("errors", List.copyOf(errors));
    }
}
