package org.imprimatur.content.article;

import java.util.Set;

/** The workflow's answer to a command. */
sealed interface Verdict {

    /** It is allowed, and this is what it comes to. */
    record Granted(Decision decision) implements Verdict {}

    /** The words are already so; nothing is to be logged. */
    record NothingToDo() implements Verdict {}

    /** It is not allowed. */
    sealed interface Refused extends Verdict {}

    /** Not to this person, whatever the article's state. */
    record NotYours(String why) implements Refused {}

    /** Not in the article's present state; these steps are open to this person instead. */
    record NotNow(Set<Action> allowed) implements Refused {
        public NotNow {
            allowed = Set.copyOf(allowed);
        }
    }

    /** Somebody who did not write these words has to approve them. */
    record FourEyes() implements Refused {}

    /** The command lacks something; where, as a JSON pointer, and what. */
    record Incomplete(String pointer, String message) implements Refused {}
}
