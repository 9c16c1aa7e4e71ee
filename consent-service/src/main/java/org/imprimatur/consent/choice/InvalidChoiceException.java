package org.imprimatur.consent.choice;

import java.util.List;

/** A choice that can't be recorded as it was sent. */
final class InvalidChoiceException extends RuntimeException {
    private final transient List<Fault> faults;

    InvalidChoiceException(List<Fault> faults) {
        super(faults.toString());
        this.faults = List.copyOf(faults);
    }

    /** Everything that is wrong, at least one thing. */
    List<Fault> faults() {
        return faults;
    }
}
