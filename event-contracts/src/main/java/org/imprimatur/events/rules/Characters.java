package org.imprimatur.events.rules;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Which characters may stand in a text, and which can be seen. */
final class Characters {
    /** As many as Unicode's stream-safe text has (UAX #15, section 13); putting more into order costs their square. */
    private static final int MOST_MARKS = 30;

    private static final int ZERO_WIDTH_SPACE = 0x200b;
    private static final int WORD_JOINER = 0x2060;
    private static final int BYTE_ORDER_MARK = 0xfeff;
    private static final int HANGUL_FILLER = 0x3164;
    private static final int HALF_WIDTH_HANGUL_FILLER = 0xffa0;
    private static final int BRAILLE_BLANK = 0x2800;
    private static final int OBJECT_REPLACEMENT = 0xfffc;
    private static final int NULL_NOTE_HEAD = 0x1d159;
    private static final int KHITAN_FILLER = 0x16fe4;
    private static final int HIEROGLYPH_FULL_BLANK = 0x13441;
    private static final int HIEROGLYPH_HALF_BLANK = 0x13442;

    private Characters() {}

    /** What is wrong with some character of the text; null if nothing is. */
    static @Nullable String fault(String text, boolean oneLine) {
        int marks = 0;
        for (int at = 0; at < text.length();) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            String fault = fault(character, oneLine);
            if (fault != null) {
                return fault;
            }
            marks = isMark(character) ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                return "has more than " + MOST_MARKS + " combining marks in a row";
            }
        }
        return null;
    }

    private static @Nullable String fault(int character, boolean oneLine) {
        if (character >= ' ' && character < 0x7f) {
            return null;
        }
        boolean isBreak = character == '\n' || character == '\r' || character == '\t';
        if (Character.isISOControl(character) && (oneLine || !isBreak)) {
            return oneLine ? "has line breaks or control characters" : "has control characters";
        }
        if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
            return "has half a character (a lone surrogate)";
        }
        if (UCharacter.hasBinaryProperty(character, UProperty.NONCHARACTER_CODE_POINT)) {
            return "has code points that stand for no character";
        }
        if (oneLine && (character == '\u2028' || character == '\u2029')) {
            return "has line breaks or control characters";
        }
        if (oneLine && UCharacter.hasBinaryProperty(character, UProperty.BIDI_CONTROL)) {
            return "has characters that turn the direction of writing";
        }
        return null;
    }

    /** In form C and without blanks around it; the byte order mark that some editors put in front is one. */
    static String canonical(String text) {
        return trimmed(normalized(text));
    }

    static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static String trimmed(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        return trimmedAtEnd(text.substring(start));
    }

    static String trimmedAtEnd(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(0, end);
    }

    /** Whether a reader sees anything of it: marks need something to stand on, and of what is private nobody knows. */
    static boolean isVisible(String text) {
        return text.codePoints().anyMatch(character -> isVisible(character) && !isMark(character)
                && Character.getType(character) != Character.PRIVATE_USE);
    }

    static boolean isVisible(int character) {
        if (character < 0x80) {
            return character > ' ' && character < 0x7f;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> !UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                    && !isDrawnEmpty(character);
        };
    }

    /** Nothing is lost with it at either end of a text, as it would be with a joiner or a variation selector. */
    private static boolean isBlank(int character) {
        return switch (character) {
            case ZERO_WIDTH_SPACE, WORD_JOINER, BYTE_ORDER_MARK, HANGUL_FILLER, HALF_WIDTH_HANGUL_FILLER,
                    BRAILLE_BLANK ->
                true;
            default -> UCharacter.isUWhiteSpace(character);
        };
    }

    /** Symbols and letters by their category, whose glyph is empty. Unicode has no property for them. */
    private static boolean isDrawnEmpty(int character) {
        return switch (character) {
            case BRAILLE_BLANK, OBJECT_REPLACEMENT, NULL_NOTE_HEAD, KHITAN_FILLER, HIEROGLYPH_FULL_BLANK,
                    HIEROGLYPH_HALF_BLANK ->
                true;
            default -> false;
        };
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }
}
