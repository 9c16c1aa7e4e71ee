package org.imprimatur.publishing.page;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Paths as they stand in links. */
public final class Paths {
    private static final String UNRESERVED = "/-._~";

    private Paths() {}

    /** Percent-encodes everything but unreserved characters and slashes (RFC 3986, section 2.1). */
    public static String encoded(String path) {
        var out = new StringBuilder(path.length());
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0)) {
                out.append(character);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return out.toString();
    }
}
