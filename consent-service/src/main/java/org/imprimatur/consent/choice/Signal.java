package org.imprimatur.consent.choice;

/** The browser's Global Privacy Control signal, as far as it bears on a choice. */
enum Signal {
    ABSENT,
    /** Sent along; nobody knows whether whoever chose was told of it. */
    SENT,
    /** Seen by the page, which told the visitor: what allows nonetheless is meant. */
    TOLD;

    static Signal of(boolean sent, boolean told) {
        return told ? TOLD : sent ? SENT : ABSENT;
    }

    boolean isOn() {
        return this != ABSENT;
    }
}
