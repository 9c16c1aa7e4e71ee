package org.imprimatur.torture.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.torture.load.Ledger.Sighting;

/** Sights of the same words that must not have been seen: one breach, which lasted for a while. */
final class Spans {
    private final Map<String, Span> spans = new LinkedHashMap<>();

    private record Span(Sighting first, Sighting last, int looks, String why) {
        private String told() {
            return SiteLaws.told(first) + ", " + why + ", seen for "
                    + Duration.between(first.asked(), last.answered()).toMillis() + " ms in " + looks + " looks";
        }
    }

    /** @param why what is wrong with it, as of the first sight */
    void add(Sighting seen, String why) {
        spans.merge(seen.site() + seen.path() + " " + seen.version(), new Span(seen, seen, 1, why),
                (before, _) -> new Span(before.first(), seen, before.looks() + 1, before.why()));
    }

    List<String> told() {
        List<String> told = new ArrayList<>();
        spans.values().forEach(span -> told.add(span.told()));
        return told;
    }
}
