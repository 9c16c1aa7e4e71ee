package org.imprimatur.events.rules;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.imprimatur.events.rules.Checked.Refused;
import org.imprimatur.events.rules.Checked.Taken;

/**
 * A BCP 47 tag that names a language, in canonical form (RFC 5646, section 4.5): {@code i-klingon} is {@code tlh},
 * {@code EN-gb} is {@code en-GB}.
 */
final class LanguageTag {
    /** Locales have other notations, too, which are no tags. */
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9-]+");

    private LanguageTag() {}

    static Checked check(String text, int longest) {
        String tag = Characters.fault(text, true) == null ? Characters.trimmed(text) : "";
        if (tag.length() <= longest && CHARACTERS.matcher(tag).matches()) {
            try {
                Locale locale = new Locale.Builder().setLanguageTag(tag).build();
                String canonical = locale.toLanguageTag();
                if (!locale.getLanguage().isEmpty() && canonical.length() <= longest) {
                    return new Taken(canonical);
                }
            } catch (IllformedLocaleException malformed) {
                // Said below, like a tag that names no language.
            }
        }
        return new Refused("has to be a BCP 47 language tag of at most " + longest
                + " characters, for instance en or zh-Hans");
    }
}
