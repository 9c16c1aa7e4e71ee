package org.imprimatur.consent.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a visitor expressed a choice: in the banner, on the settings page, or by nothing but the browser's signal. */
public enum Method {
    BANNER, SETTINGS, GPC;

    /** The word that stands in records and requests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The method of that word; empty for any other text. */
    public static Optional<Method> of(String word) {
        return Arrays.stream(values()).filter(method -> method.word().equals(word)).findFirst();
    }
}
