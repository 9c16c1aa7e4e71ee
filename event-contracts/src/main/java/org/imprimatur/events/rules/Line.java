package org.imprimatur.events.rules;

import org.imprimatur.events.rules.Checked.Refused;
import org.imprimatur.events.rules.Checked.Taken;

/** One line of text. */
final class Line {
    private Line() {}

    static Checked check(String text, int longest) {
        String fault = Characters.fault(text, true);
        if (fault != null) {
            return new Refused(fault);
        }
        String line = Characters.canonical(text);
        if (line.codePointCount(0, line.length()) > longest) {
            return Member.tooLong(longest);
        }
        return new Taken(Characters.isVisible(line) ? line : "");
    }
}
