package org.imprimatur.starter.security;

import java.util.Locale;

/** The roles of the newsroom, as they stand in the token's {@code roles} claim in lower case. */
public enum Role {
    AUTHOR, EDITOR, LEGAL, COMPLIANCE, ADMIN;

    /** The role as claim value and as the name that access rules use. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
