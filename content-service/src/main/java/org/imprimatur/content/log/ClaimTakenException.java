package org.imprimatur.content.log;

/** Another entry claims what this one wanted for its article; {@link ArticleLog#claimant} says which. */
public final class ClaimTakenException extends Exception {
    private static final long serialVersionUID = 1L;

    ClaimTakenException(String claim) {
        super("'" + claim + "' is claimed already", null, false, false);
    }
}
