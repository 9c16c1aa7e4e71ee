package org.imprimatur.publishing.markdown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was lost so far while a text was read. */
final class Losses {
    /** Longer pieces of source are named by how they begin. */
    private static final int NAMED = 120;

    private final Map<Loss, Loss> found = new LinkedHashMap<>();

    /** Takes note of a loss; one of the same words in which no text is lost is counted, not told twice. */
    void add(String what, int line, String words, @Nullable String lost) {
        String text = lost == null || lost.isBlank() ? null : lost.strip();
        var key = new Loss(what, text == null ? 0 : line, 0, words, text);
        found.merge(key, new Loss(what, line, 1, words, text),
                (one, _) -> new Loss(what, one.line(), one.times() + 1, words, text));
    }

    /** In the order of the source's lines. */
    List<Loss> all() {
        var all = new ArrayList<>(found.values());
        all.sort(Comparator.comparingInt(Loss::line));
        return List.copyOf(all);
    }

    /** A piece of source as a sentence can name it. */
    static String named(String source) {
        String line = source.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= NAMED
                ? line
                : line.substring(0, line.offsetByCodePoints(0, NAMED)) + "…";
    }
}
