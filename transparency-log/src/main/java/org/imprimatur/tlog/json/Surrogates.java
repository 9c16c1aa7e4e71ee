package org.imprimatur.tlog.json;

/** A lone surrogate has no UTF-8 form: each program would replace it in its own way, and the hashes would part. */
final class Surrogates {

    private Surrogates() {}

    /** Throws {@link IllegalArgumentException} if half of a surrogate pair stands alone (RFC 8785 §3.2.2.2). */
    static void requirePaired(String text) {
        // Pairs arrive here as one code point above U+FFFF; only a lone half still lies in the surrogates' range.
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("lone surrogate");
        }
    }
}
