package org.imprimatur.torture;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a run is made of: printed as a number, with which it can be had once more. */
record Seed(long number) {
    private static final String DATE = "date";

    /**
     * Takes a number, or the word {@code date} for today's date in UTC, written as a number.
     *
     * @param text what was asked for; null for one of this second
     * @throws TypeConversionException if it is neither
     */
    static Seed of(@Nullable String text, Clock clock) {
        if (text == null) {
            return new Seed(clock.instant().getEpochSecond());
        }
        if (text.equals(DATE)) {
            return new Seed(Long.parseLong(
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE)));
        }
        try {
            return new Seed(Long.parseLong(text));
        } catch (NumberFormatException other) {
            throw new TypeConversionException("a seed is a number or the word date, not '" + text + "'");
        }
    }

    /** As the command line gives it. */
    static final class Converter implements ITypeConverter<Seed> {
        @Override
        public Seed convert(String text) {
            return of(text, Clock.systemUTC());
        }
    }
}
