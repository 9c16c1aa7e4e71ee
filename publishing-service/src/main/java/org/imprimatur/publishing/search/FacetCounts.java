package org.imprimatur.publishing.search;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is found: in all, and by the values of each facet as if nothing had been chosen of that facet, so that
 * readers see what else there is to choose.
 */
final class FacetCounts extends SimpleCollector {
    private final Map<Facet, String> chosen;
    private final Map<Facet, Map<String, Integer>> counts = new EnumMap<>(Facet.class);
    private final Map<Facet, Segment> segments = new EnumMap<>(Facet.class);
    private int total;

    private FacetCounts(Map<Facet, String> chosen) {
        this.chosen = chosen;
        for (var facet : Facet.values()) {
            counts.put(facet, new HashMap<>());
        }
    }

    static CollectorManager<FacetCounts, FacetCounts> of(Map<Facet, String> chosen) {
        return new CollectorManager<>() {
            @Override
            public FacetCounts newCollector() {
                return new FacetCounts(chosen);
            }

            @Override
            public FacetCounts reduce(Collection<FacetCounts> parts) throws IOException {
                var all = new FacetCounts(chosen);
                for (var part : parts) {
                    part.closeSegments();
                    all.total += part.total;
                    part.counts.forEach((facet, values) -> values
                            .forEach((value, count) -> all.of(facet).merge(value, count, Integer::sum)));
                }
                return all;
            }
        };
    }

    /** How many have all that was chosen. */
    int total() {
        return total;
    }

    /** By value. */
    Map<String, Integer> of(Facet facet) {
        return counts.computeIfAbsent(facet, _ -> new HashMap<>());
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        closeSegments();
        for (var facet : Facet.values()) {
            segments.put(facet, new Segment(DocValues.unwrapSingleton(
                    DocValues.getSortedSet(context.reader(), facet.field())), chosen.get(facet)));
        }
    }

    @Override
    public void collect(int document) throws IOException {
        Facet other = null;
        int others = 0;
        for (var entry : segments.entrySet()) {
            if (!entry.getValue().advance(document)) {
                other = entry.getKey();
                others++;
            }
        }
        total += others == 0 ? 1 : 0;
        for (var entry : segments.entrySet()) {
            if (others == 0 || (others == 1 && entry.getKey() == other)) {
                entry.getValue().count();
            }
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    private void closeSegments() throws IOException {
        for (var entry : segments.entrySet()) {
            entry.getValue().addTo(of(entry.getKey()));
        }
        segments.clear();
    }

    /** The values of one facet in one piece of the index, where each has a number. */
    private static final class Segment {
        private static final int NONE = -1;

        private final @Nullable SortedDocValues values;
        private final int[] counts;
        private final boolean choosing;
        private final int wanted;
        private int current = NONE;

        Segment(@Nullable SortedDocValues values, @Nullable String chosen) throws IOException {
            this.values = values;
            counts = new int[values == null ? 0 : values.getValueCount()];
            choosing = chosen != null;
            wanted = values == null || chosen == null
                    ? NONE
                    : Math.max(NONE, values.lookupTerm(new BytesRef(chosen)));
        }

        /** Goes to that document. Answers whether it has what was chosen. */
        boolean advance(int document) throws IOException {
            current = values != null && values.advanceExact(document) ? values.ordValue() : NONE;
            return !choosing || (current != NONE && current == wanted);
        }

        void count() {
            if (current != NONE) {
                counts[current]++;
            }
        }

        void addTo(Map<String, Integer> all) throws IOException {
            for (int number = 0; values != null && number < counts.length; number++) {
                if (counts[number] > 0) {
                    all.merge(values.lookupOrd(number).utf8ToString(), counts[number], Integer::sum);
                }
            }
        }
    }
}
