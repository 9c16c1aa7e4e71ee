package org.imprimatur.consent.notice;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What visitors are shown.
 *
 * @param publication number of the one that put it in force; 0 for what came with the service
 * @param languages the default first
 */
record InForce(long publication, List<String> languages, Map<String, Notice> notices) {
    InForce {
        languages = List.copyOf(languages);
        notices = Map.copyOf(notices);
    }

    /** These notices, their languages in the order of those before; new ones come after. */
    static InForce of(long publication, Map<String, Notice> notices, List<String> order) {
        return new InForce(publication, notices.keySet().stream()
                .sorted(Comparator.comparingInt((String language) -> order.contains(language)
                        ? order.indexOf(language)
                        : order.size()).thenComparing(Comparator.naturalOrder()))
                .toList(), notices);
    }
}
