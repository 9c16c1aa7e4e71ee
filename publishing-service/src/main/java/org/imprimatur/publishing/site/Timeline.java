package org.imprimatur.publishing.site;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.Empty;
import org.pcollections.PSortedMap;

/**
 * Entries in the order of their time, read from the newest on or by the month; immutable. A changed one shares nearly
 * all with the one before. Months are UTC's: which month an entry is in depends on nothing but the entry.
 */
public final class Timeline<T> {
    private record Place(Instant at, String articleId, int number) {
        private static final Comparator<Place> ORDER = Comparator.comparing(Place::at)
                .thenComparing(Place::articleId).thenComparingInt(Place::number);

        /** Before every entry of the month. */
        static Place startOf(YearMonth month) {
            return new Place(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(), "", -1);
        }
    }

    private final PSortedMap<Place, T> entries;

    private Timeline(PSortedMap<Place, T> entries) {
        this.entries = entries;
    }

    static <T> Timeline<T> empty() {
        return new Timeline<>(Empty.sortedMap(Place.ORDER));
    }

    /** The month of that moment. */
    public static YearMonth monthOf(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    /** Tells whether there is no entry. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** At most that many of the newest, newest first. */
    public List<T> newest(int limit) {
        return entries.descendingMap().values().stream().limit(limit).toList();
    }

    /** Those of one month, newest first. */
    public List<T> in(YearMonth month) {
        return List.copyOf(entries.subMap(Place.startOf(month), true, Place.startOf(month.plusMonths(1)), false)
                .descendingMap().values());
    }

    /** The month of the newest entry; null if there is none. */
    public @Nullable YearMonth newestMonth() {
        return entries.isEmpty() ? null : monthOf(entries.lastKey().at());
    }

    /** The next month that has entries; null if there is none. */
    public @Nullable YearMonth newer(YearMonth month) {
        var next = entries.ceilingKey(Place.startOf(month.plusMonths(1)));
        return next == null ? null : monthOf(next.at());
    }

    /** The month before that has entries; null if there is none. */
    public @Nullable YearMonth older(YearMonth month) {
        var last = entries.lowerKey(Place.startOf(month));
        return last == null ? null : monthOf(last.at());
    }

    /** Every month that has entries, newest first. */
    public Set<YearMonth> months() {
        var months = new LinkedHashSet<YearMonth>();
        for (var month = newestMonth(); month != null; month = older(month)) {
            months.add(month);
        }
        return months;
    }

    /** @param number tells entries of one article and moment from each other */
    Timeline<T> with(Instant at, String articleId, int number, T entry) {
        return new Timeline<>(entries.plus(new Place(at, articleId, number), entry));
    }

    Timeline<T> without(Instant at, String articleId, int number) {
        return new Timeline<>(entries.minus(new Place(at, articleId, number)));
    }
}
