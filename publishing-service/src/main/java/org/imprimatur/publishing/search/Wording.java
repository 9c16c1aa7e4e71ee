package org.imprimatur.publishing.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a reader asks for, in words: each has to be in a story, what stands in quotation marks just as it stands there,
 * and what ends in {@code *} as the beginning of a word. There is no other syntax, and so nothing that could be wrong.
 */
record Wording(List<Piece> pieces) {
    private static final int MOST = 16;
    private static final int SHORTEST_BEGINNING = 2;
    /** Quotation marks as they are written here and there. */
    private static final Pattern PIECE = Pattern.compile("[\"“”„‟«»「」『』]([^\"“”„‟«»「」『』]*)[\"“”„‟«»「」『』]|"
            + "([^\\s\"“”„‟«»「」『』]+)");
    private static final Pattern ANY_WORD = Pattern.compile(".*[\\p{L}\\p{N}].*", Pattern.DOTALL);

    enum Kind {
        WORD, PHRASE, BEGINNING
    }

    /** One thing that has to be in a story. */
    record Piece(Kind kind, String text) {
        String written() {
            return switch (kind) {
                case WORD -> text;
                case PHRASE -> '"' + text + '"';
                case BEGINNING -> text + '*';
            };
        }
    }

    Wording {
        pieces = List.copyOf(pieces);
    }

    static Wording of(String asked) {
        var pieces = new ArrayList<Piece>();
        var matcher = PIECE.matcher(asked);
        while (matcher.find() && pieces.size() < MOST) {
            String phrase = matcher.group(1);
            String word = matcher.group(2);
            if (phrase != null) {
                add(pieces, Kind.PHRASE, phrase.strip());
            } else if (word.endsWith("*")) {
                String beginning = word.replaceAll("\\*+$", "");
                add(pieces, beginning.length() < SHORTEST_BEGINNING ? Kind.WORD : Kind.BEGINNING, beginning);
            } else {
                add(pieces, Kind.WORD, word);
            }
        }
        return new Wording(pieces);
    }

    private static void add(List<Piece> pieces, Kind kind, String text) {
        if (ANY_WORD.matcher(text).matches()) {
            pieces.add(new Piece(kind, text));
        }
    }

    /** Whether nothing is asked for that a story could hold. */
    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** As a reader would write it. */
    String written() {
        return pieces.stream().map(Piece::written).collect(Collectors.joining(" "));
    }
}
