package org.imprimatur.events.rules;

import org.imprimatur.events.rules.Checked.Refused;
import org.imprimatur.events.rules.Checked.Taken;
import org.imprimatur.tlog.json.CanonicalJson;

/** Markdown of a size that an event can carry. */
final class Body {
    /** From this indentation on, Markdown takes a line for code, and its spaces are part of it. */
    private static final int CODE = 4;

    private Body() {}

    static Checked check(String text, int largest) {
        String fault = Characters.fault(text, false);
        if (fault != null) {
            return new Refused(fault);
        }
        String body = trimmed(Characters.normalized(text));
        if (body.length() > largest || CanonicalJson.bytes(body).length > largest) {
            return new Refused("is larger than " + largest + " bytes");
        }
        return new Taken(Characters.isVisible(body) ? body : "");
    }

    /** Without blank lines around it, and without spaces before it that mean nothing. */
    private static String trimmed(String text) {
        String body = Characters.trimmed(text);
        int start = text.indexOf(body);
        int line = start;
        while (line > 0 && (text.charAt(line - 1) == ' ' || text.charAt(line - 1) == '\t')) {
            line--;
        }
        boolean whole = line == 0 || text.charAt(line - 1) == '\n' || text.charAt(line - 1) == '\r'
                || text.charAt(line - 1) == '\ufeff';
        String indentation = text.substring(line, start);
        return whole && (indentation.length() >= CODE || indentation.indexOf('\t') >= 0) ? indentation + body : body;
    }
}
