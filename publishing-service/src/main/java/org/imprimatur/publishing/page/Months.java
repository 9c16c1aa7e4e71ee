package org.imprimatur.publishing.page;

import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.imprimatur.publishing.site.Timeline;
import org.jspecify.annotations.Nullable;

/** Pages by the month: of one month each, linked to the next that have entries. A month that is over stays as it is. */
final class Months {
    private Months() {}

    /**
     * The months whose pages are others than they were.
     *
     * @param months in which an entry may have come, gone or changed
     */
    static <T> Set<YearMonth> touched(Timeline<T> before, Timeline<T> after, Collection<YearMonth> months) {
        var touched = new LinkedHashSet<YearMonth>();
        for (var month : months) {
            var was = before.in(month);
            var is = after.in(month);
            if (!was.equals(is)) {
                touched.add(month);
            }
            if (was.isEmpty() != is.isEmpty()) {
                // Its neighbours have another month beside them now.
                Stream.of(before, after).flatMap(timeline -> Stream.concat(Stream.ofNullable(timeline.older(month)),
                        Stream.ofNullable(timeline.newer(month)))).forEach(touched::add);
            }
        }
        return touched;
    }

    /** The month to go on with behind a front of that many entries; null if the front shows all. */
    static <T> @Nullable YearMonth behind(Timeline<T> timeline, int front) {
        return timeline.newest(front + 1).size() > front ? timeline.newestMonth() : null;
    }

    /** The month for readers. */
    static String name(YearMonth month) {
        return Day.month(month.getMonthValue()) + " " + month.getYear();
    }
}
