package org.imprimatur.events.rules;

import java.util.regex.Pattern;
import org.imprimatur.events.rules.Checked.Refused;
import org.imprimatur.events.rules.Checked.Taken;

/** A part of an address: ASCII letters in lower case and digits, with single hyphens between them. Taken as it is. */
final class Slug {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private Slug() {}

    static Checked check(String text, int longest) {
        // The pattern costs stack by the number of its hyphens.
        return text.length() <= longest && FORM.matcher(text).matches()
                ? new Taken(text)
                : new Refused("has to be of the form [a-z0-9]+(-[a-z0-9]+)*, at most " + longest + " long");
    }
}
