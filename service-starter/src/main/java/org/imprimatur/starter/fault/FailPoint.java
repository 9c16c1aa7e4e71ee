package org.imprimatur.starter.fault;

/**
 * The places between two writes. A service says when it is at one; in a normal start that does nothing. Only a process
 * that a torture has started may end there, or fail as if its memory were used up.
 */
@FunctionalInterface
public interface FailPoint {
    /** How every normal start has it. */
    FailPoint NONE = place -> {
        // Goes on.
    };

    /**
     * Says that the first of two writes is done and the second isn't begun.
     *
     * @param place {@code first|second}
     */
    void pass(String place);
}
