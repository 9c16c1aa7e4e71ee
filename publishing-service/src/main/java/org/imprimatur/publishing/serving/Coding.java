package org.imprimatur.publishing.serving;

/** The content codings that pages come in, the closest-packed first. */
enum Coding {
    BROTLI("br", "-br"), GZIP("gzip", "-gz"), IDENTITY("identity", "");

    private final String token;
    private final String suffix;

    Coding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
    }

    /** The coding's name in header fields. */
    String token() {
        return token;
    }

    /** What tells this coding's entity tag from the others'. */
    String suffix() {
        return suffix;
    }
}
