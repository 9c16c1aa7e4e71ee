package org.imprimatur.consent.choice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * Times as people write them, in UTC.
 *
 * @param language BCP 47
 */
record WrittenTime(String language) {
    String day(Instant time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.of(language))
                .withZone(ZoneOffset.UTC).format(time);
    }

    String minute(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(Locale.of(language)).withZone(ZoneOffset.UTC).format(time) + " UTC";
    }
}
