package org.imprimatur.publishing.page;

import com.ibm.icu.text.Bidi;
import com.ibm.icu.util.ULocale;

/** Which way a text runs, by the script in which its language is written. */
final class Direction {
    private static final char ISOLATE = '\u2068';
    private static final char END_OF_ISOLATE = '\u2069';

    private Direction() {}

    /**
     * The value of {@code dir}.
     *
     * @param language BCP 47; where it names no script, the one that the language is mostly written in
     */
    static String of(String language) {
        return ULocale.forLanguageTag(language).isRightToLeft() ? "rtl" : "ltr";
    }

    /** The text so that its direction doesn't turn round what stands beside it, where there is no markup to say so. */
    static String isolated(String text) {
        return Bidi.getBaseDirection(text) == Bidi.RTL ? ISOLATE + text + END_OF_ISOLATE : text;
    }
}
