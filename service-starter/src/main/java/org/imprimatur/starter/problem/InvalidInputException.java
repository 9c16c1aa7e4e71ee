package org.imprimatur.starter.problem;

import java.util.List;

/** Ends a request whose body was readable but isn't valid: 422, with every fault named at once. */
public final class InvalidInputException extends ProblemException {
    /** @param errors what is wrong and where; at least one */
    public InvalidInputException(List<InvalidField> errors) {
        super(Problem.INVALID_INPUT, sentence(errors));
        with("errors", List.copyOf(errors));
    }

    static String sentence(List<InvalidField> errors) {
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("Invalid input without an error");
        }
        InvalidField first = errors.getFirst();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return first.pointer() + ": " + first.message() + more;
    }
}
