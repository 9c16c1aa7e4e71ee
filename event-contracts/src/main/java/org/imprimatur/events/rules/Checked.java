package org.imprimatur.events.rules;

/** What a member's text comes to. */
public sealed interface Checked {
    /**
     * It is taken.
     *
     * @param text in the one form in which it is kept; checking that again changes nothing
     */
    record Taken(String text) implements Checked {}

    /**
     * It is not taken.
     *
     * @param why for whoever sent it: what the member has to be or must not have, without the text itself
     */
    record Refused(String why) implements Checked {}
}
