package org.imprimatur.consent.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a choice amounts to, in the sense of dpv:ConsentGiven, dpv:ConsentRefused and dpv:ConsentWithdrawn. */
public enum State {
    /** At least one optional purpose is allowed. */
    GIVEN,
    /** None is, and none ever was by this visitor. */
    REFUSED,
    /** None is any more. */
    WITHDRAWN;

    /** The word that stands in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that word; empty for any other text. */
    public static Optional<State> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
    }
}
