package org.imprimatur.starter.open;

import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Who reads the answer, as far as Accept tells (RFC 9110, section 12.5.1). */
public enum Audience {
    /** Prefers a page. */
    PERSON,
    /** Prefers a document that it can take apart. */
    PROGRAM,
    /** Doesn't say. */
    UNKNOWN;

    /** Browsers send some hundred characters. */
    private static final int LONGEST = 1_024;

    /** Read from the fields of a request. */
    public static Audience of(HttpFields asked) {
        int length = 0;
        for (var field : asked) {
            length += field.getHeader() == HttpHeader.ACCEPT ? field.getValue().length() : 0;
        }
        if (length == 0 || length > LONGEST) {
            return UNKNOWN;
        }
        try {
            // The most wanted first; among equals, what was named first.
            for (String type : asked.getQualityCSV(HttpHeader.ACCEPT)) {
                Audience audience = of(type.toLowerCase(Locale.ROOT));
                if (audience != UNKNOWN) {
                    return audience;
                }
            }
        } catch (RuntimeException unreadable) {
            return UNKNOWN;
        }
        return UNKNOWN;
    }

    private static Audience of(String type) {
        if (type.equals("text/html") || type.equals("application/xhtml+xml") || type.equals("text/*")) {
            return PERSON;
        }
        return type.startsWith("application/json") || type.startsWith("application/problem+json") ? PROGRAM : UNKNOWN;
    }
}
