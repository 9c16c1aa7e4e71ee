package org.imprimatur.starter.open;

/** The content codings that pages and scripts come in, the closest-packed first. */
public enum Coding {
    BROTLI("br", "-br"), GZIP("gzip", "-gz"), IDENTITY("identity", "");

    private final String token;
    private final String suffix;

    Coding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
    }

    /** The coding's name in header fields. */
    public String token() {
        return token;
    }

    /** What tells this coding's entity tag from the others'. */
    public String suffix() {
        return suffix;
    }
}
