package org.imprimatur.events;

import java.util.List;
import java.util.stream.Collectors;

/** An event's data does not keep its type's schema; trying again can't help. */
public final class ContractViolationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    ContractViolationException(String type, List<String> violations) {
        super(violations.stream().collect(Collectors.joining("; ", type + ": ", "")));
        this.type = type;
    }

    ContractViolationException(String type, String violation, Throwable cause) {
        super(type + ": " + violation, cause);
        this.type = type;
    }

    /** The type whose schema was not kept. */
    public String type() {
        return type;
    }
}
