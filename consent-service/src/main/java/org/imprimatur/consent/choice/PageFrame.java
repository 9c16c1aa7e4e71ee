package org.imprimatur.consent.choice;

import java.text.Bidi;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a page for visitors; read by the templates.
 *
 * @param language BCP 47
 * @param style the page's whole style
 * @param script the address of the page's only script; null where it has none
 */
public record PageFrame(String language, String title, String style, @Nullable String script) {
    /** The value of {@code dir}: as the title is read. */
    public String direction() {
        return new Bidi(title, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight() ? "ltr" : "rtl";
    }

    /** A day as it is written in the page's language. */
    public String day(Instant time) {
        return new WrittenTime(language).day(time);
    }

    /** The same with the time of day. */
    public String minute(Instant time) {
        return new WrittenTime(language).minute(time);
    }
}
