package org.imprimatur.publishing.serving;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The content codings that pages come in, the closest-packed first. */
enum Coding {
    BROTLI("br", "-br"), GZIP("gzip", "-gz"), IDENTITY("identity", "");

    private static final double UNSPECIFIED = -1;

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

    /**
     * The coding to answer with (RFC 9110, section 12.5.3): the most wanted, the closest-packed among equals, and plain
     * bytes to those who want nothing we have, since a page they can read beats a 406.
     */
    static Coding wanted(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return IDENTITY;
        }
        double brotli = UNSPECIFIED;
        double gzip = UNSPECIFIED;
        double identity = UNSPECIFIED;
        double others = UNSPECIFIED;
        int start = 0;
        while (start < acceptEncoding.length()) {
            int comma = acceptEncoding.indexOf(',', start);
            int end = comma < 0 ? acceptEncoding.length() : comma;
            int semicolon = acceptEncoding.indexOf(';', start);
            int nameEnd = semicolon < 0 || semicolon > end ? end : semicolon;
            String name = acceptEncoding.substring(start, nameEnd).strip().toLowerCase(Locale.ROOT);
            double weight = nameEnd == end ? 1 : weight(acceptEncoding.substring(nameEnd + 1, end));
            switch (name) {
                case "br" -> brotli = weight;
                case "gzip", "x-gzip" -> gzip = weight;
                case "identity" -> identity = weight;
                case "*" -> others = weight;
                default -> {
                    // A coding that pages don't come in.
                }
            }
            start = end + 1;
        }
        brotli = orElse(brotli, others);
        gzip = orElse(gzip, others);
        if (brotli > 0 && brotli >= gzip && brotli >= identity) {
            return BROTLI;
        }
        return gzip > 0 && gzip >= identity ? GZIP : IDENTITY;
    }

    private static double orElse(double weight, double others) {
        return weight == UNSPECIFIED ? others : weight;
    }

    /** The weight of {@code q=0.5}; of anything unreadable 0, as if the coding weren't named. */
    private static double weight(String parameters) {
        String text = parameters.strip();
        if (text.length() < 3 || text.length() > 7 || Character.toLowerCase(text.charAt(0)) != 'q'
                || text.charAt(1) != '=') {
            return 0;
        }
        try {
            double weight = Double.parseDouble(text.substring(2));
            return weight >= 0 && weight <= 1 ? weight : 0;
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }
}
