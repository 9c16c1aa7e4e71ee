package org.imprimatur.publishing.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A date for readers and for machines. The months are written out here because a JVM's own names follow its locale
 * data, which differs from release to release.
 */
public record Day(String machine, String reader) {
    private static final List<String> MONTHS = List.of("January", "February", "March", "April", "May", "June", "July",
            "August", "September", "October", "November", "December");

    /** The day on which that moment was. */
    public static Day of(Instant instant) {
        var date = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return new Day(instant.toString(),
                date.getDayOfMonth() + " " + month(date.getMonthValue()) + " " + date.getYear());
    }

    /** The name of a month, counted from 1. */
    static String month(int number) {
        return MONTHS.get(number - 1);
    }
}
