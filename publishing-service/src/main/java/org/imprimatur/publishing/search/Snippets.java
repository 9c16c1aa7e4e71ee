package org.imprimatur.publishing.search;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.imprimatur.publishing.page.SearchView.Words;
import org.imprimatur.publishing.search.Fields.Part;

/** Shows the sentences of a story in which it was found, with the words that were asked for told apart. */
final class Snippets {
    private static final int PASSAGES = 2;
    private static final int LONGEST_TEXT = 60_000;

    private final Analysis analysis = Analysis.ofTexts();

    /**
     * Pieces of a text around what was found in it; none if it was found elsewhere.
     *
     * @param query as it is put in the story's language
     */
    List<Words> of(Query query, Language language, String text) throws IOException {
        String field = Part.BODY.in(language);
        var highlighter = UnifiedHighlighter.builderWithoutSearcher(analysis).withFormatter(new Cut())
                .withFieldMatcher(name -> name.equals(Fields.WORDS) || language == Fields.languageOf(name))
                .withMaxLength(LONGEST_TEXT).withMaxNoHighlightPassages(0)
                .withBreakIterator(() -> BreakIterator.getSentenceInstance(Locale.ROOT)).withWeightMatches(false)
                .build();
        var words = new ArrayList<Words>();
        if (highlighter.highlightWithoutSearcher(field, query, text, PASSAGES) instanceof List<?> pieces) {
            pieces.forEach(piece -> words.add((Words) piece));
        }
        return words;
    }

    /** Makes pieces of passages; whoever shows them escapes them. */
    private static final class Cut extends PassageFormatter {
        private static final int LONGEST = 220;
        private static final int BEFORE = 70;
        private static final String GAP = "… ";

        @Override
        public Object format(Passage[] passages, String content) {
            var words = new ArrayList<Words>();
            for (var passage : passages) {
                if (passage.getNumMatches() > 0) {
                    add(words, passage, content);
                }
            }
            return words;
        }

        private static void add(List<Words> words, Passage passage, String content) {
            int first = passage.getMatchStarts()[0];
            int start = passage.getStartOffset();
            int end = passage.getEndOffset();
            if (end - start > LONGEST) {
                start = first - start > BEFORE ? wordAfter(content, first - BEFORE, first) : start;
                end = end - start > LONGEST ? wordBefore(content, start + LONGEST, first) : end;
            }
            if ((start > 0 && !words.isEmpty()) || start > passage.getStartOffset()) {
                words.add(new Words(GAP, false));
            }
            int at = start;
            for (int match = 0; match < passage.getNumMatches(); match++) {
                int from = Math.max(at, passage.getMatchStarts()[match]);
                int to = Math.min(end, passage.getMatchEnds()[match]);
                // Pairs of characters overlap: what they cover is one piece.
                while (match + 1 < passage.getNumMatches() && passage.getMatchStarts()[match + 1] <= to) {
                    match++;
                    to = Math.min(end, Math.max(to, passage.getMatchEnds()[match]));
                }
                if (to > from) {
                    plain(words, content, at, from);
                    words.add(new Words(content.substring(from, to), true));
                    at = to;
                }
            }
            plain(words, content, at, end);
            if (end < passage.getEndOffset()) {
                words.add(new Words("…", false));
            }
        }

        private static void plain(List<Words> words, String content, int from, int to) {
            if (to > from) {
                words.add(new Words(content.substring(from, to).replaceAll("\\s+", " "), false));
            }
        }

        /** Where the first whole word from there on begins. */
        private static int wordAfter(String content, int from, int limit) {
            int space = content.indexOf(' ', from);
            return space < 0 || space >= limit ? whole(content, from) : space + 1;
        }

        /** Where the last whole word up to there ends. */
        private static int wordBefore(String content, int to, int limit) {
            int space = content.lastIndexOf(' ', to);
            return space <= limit + 1 ? whole(content, to) : space;
        }

        private static int whole(String content, int at) {
            return at > 0 && at < content.length() && Character.isLowSurrogate(content.charAt(at)) ? at + 1 : at;
        }
    }
}
