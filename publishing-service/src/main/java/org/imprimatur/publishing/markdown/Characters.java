package org.imprimatur.publishing.markdown;

/**
 * The characters that may stand on a page: those of XML 1.0 (section 2.2) and of HTML (section 13.2.3.5) alike, so that
 * a story reads the same in its page, in lists and in feeds. Reading Markdown can make others out of harmless text:
 * a reference to a control character, or to half a surrogate pair. They go, wherever they come from.
 */
public final class Characters {
    private static final int DELETE = 0x7f;

    private Characters() {}

    /** The text without the characters that a page has no place for. */
    public static String printable(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            // Nearly everything is below; pairs are looked at whole.
            if (character < ' ' || character >= DELETE) {
                int whole = text.codePointAt(index);
                if (!isPrintable(whole)) {
                    return text.codePoints().filter(Characters::isPrintable)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString();
                }
                index += Character.charCount(whole) - 1;
            }
        }
        return text;
    }

    /**
     * Half a surrogate pair is no text: no hash can be over it, and no database gives it back as it came.
     *
     * @throws IllegalArgumentException if there is one
     */
    public static void requireWhole(String text) {
        if (text.codePoints().anyMatch(Characters::isSurrogate)) {
            throw new IllegalArgumentException("half a surrogate pair in the text");
        }
    }

    private static boolean isSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static boolean isPrintable(int character) {
        boolean white = character == '\t' || character == '\n' || character == '\r';
        boolean control = (character < ' ' && !white) || (character >= DELETE && character < 0xa0);
        boolean noncharacter = (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
        return !control && !isSurrogate(character) && !noncharacter;
    }
}
