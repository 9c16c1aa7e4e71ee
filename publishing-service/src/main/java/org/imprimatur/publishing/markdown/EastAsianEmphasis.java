package org.imprimatur.publishing.markdown;

import static org.commonmark.text.Characters.isPunctuationCodePoint;
import static org.commonmark.text.Characters.isWhitespaceCodePoint;

import java.util.HashMap;
import java.util.Map;

/**
 * Lets emphasis begin and end beside Chinese, Japanese and Korean characters. CommonMark (section 6.2) wants a space
 * beside a run of asterisks that has punctuation on its other side, and these scripts write none: in
 * {@code **真。**她} the asterisks would stay. While the text is parsed, such a neighbour is replaced by a character of
 * another class; afterwards everything is put back.
 */
final class EastAsianEmphasis {
    /** No letters, but no punctuation either; no text that is read here holds them. */
    private static final char FIRST_LETTER = '\ufdd0';
    private static final char LAST_LETTER = '\ufdec';
    /** Symbols count as punctuation; those that the text holds itself are passed over. */
    private static final char FIRST_SYMBOL = '\u2801';
    private static final char LAST_SYMBOL = '\u28ff';

    private final StringBuilder text;
    private final Map<Character, Character> standIns = new HashMap<>();
    private final Map<Character, Character> originals = new HashMap<>();
    private char nextLetter = FIRST_LETTER;
    private char nextSymbol = FIRST_SYMBOL;

    /** @param source without characters that no page has a place for */
    EastAsianEmphasis(String source) {
        text = new StringBuilder(source);
        if (source.chars().anyMatch(character -> character >= 0x1100)) {
            replaceNeighbours(source);
        }
    }

    /** The text to parse; every character is where it was. */
    String text() {
        return text.toString();
    }

    /** A piece of what was parsed, as the source had it. */
    String restored(String piece) {
        if (originals.isEmpty()) {
            return piece;
        }
        var restored = new StringBuilder(piece);
        for (int index = 0; index < piece.length(); index++) {
            restored.setCharAt(index, originals.getOrDefault(piece.charAt(index), piece.charAt(index)));
        }
        return restored.toString();
    }

    private void replaceNeighbours(String source) {
        int start = 0;
        while (start < source.length()) {
            char mark = source.charAt(start);
            if (mark == '\\') {
                start += 2;
                continue;
            }
            int end = start + 1;
            if (mark == '*' || mark == '~') {
                while (end < source.length() && source.charAt(end) == mark) {
                    end++;
                }
                run(source, start, end);
            }
            start = end;
        }
    }

    private void run(String source, int start, int end) {
        int before = start == 0 ? '\n' : source.codePointBefore(start);
        int after = end == source.length() ? '\n' : source.codePointAt(end);
        if (isWhitespaceCodePoint(before) || isWhitespaceCodePoint(after)) {
            return;
        }
        boolean punctuationBefore = isPunctuationCodePoint(before);
        boolean punctuationAfter = isPunctuationCodePoint(after);
        if (punctuationAfter && !punctuationBefore && (isEastAsian(after) || isEastAsian(before))) {
            replace(after, end, before, start - 1);
        } else if (punctuationBefore && !punctuationAfter && (isEastAsian(before) || isEastAsian(after))) {
            replace(before, start - 1, after, end);
        }
    }

    /** Of ASCII's punctuation the parser must see each: there the letter on the other side gives way. */
    private void replace(int punctuation, int at, int letter, int otherAt) {
        if (punctuation >= 0x80 && Character.isBmpCodePoint(punctuation)) {
            text.setCharAt(at, standIn((char) punctuation, true));
        } else if (punctuation < 0x80 && Character.isBmpCodePoint(letter) && isEastAsian(letter)) {
            text.setCharAt(otherAt, standIn((char) letter, false));
        }
    }

    private char standIn(char original, boolean asLetter) {
        return standIns.computeIfAbsent(original, _ -> {
            if (asLetter ? nextLetter > LAST_LETTER : !findSymbol()) {
                // More kinds of punctuation than any text has beside its emphasis: the rest stays as it is.
                return original;
            }
            char standIn = asLetter ? nextLetter++ : nextSymbol++;
            originals.put(standIn, original);
            return standIn;
        });
    }

    private boolean findSymbol() {
        while (nextSymbol <= LAST_SYMBOL && text.indexOf(String.valueOf(nextSymbol)) >= 0) {
            nextSymbol++;
        }
        return nextSymbol <= LAST_SYMBOL;
    }

    /** Whether the character belongs to a script that writes no spaces between words, its punctuation included. */
    static boolean isEastAsian(int character) {
        return character >= 0x1100 && (character <= 0x11ff || (character >= 0x2e80 && character <= 0x9fff)
                || (character >= 0xa960 && character <= 0xa97f) || (character >= 0xac00 && character <= 0xd7ff)
                || (character >= 0xf900 && character <= 0xfaff) || (character >= 0xfe30 && character <= 0xfe4f)
                || (character >= 0xff00 && character <= 0xffef) || (character >= 0x20000 && character <= 0x3ffff));
    }
}
