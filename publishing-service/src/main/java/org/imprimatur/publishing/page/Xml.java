package org.imprimatur.publishing.page;

/** Writes text into XML. */
final class Xml {
    private Xml() {}

    /** The text as character data or attribute value. Characters that XML 1.0 (section 2.2) has no place for go. */
    static String escaped(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().filter(Xml::allowed).forEach(character -> {
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(character);
            }
        });
        return out.toString();
    }

    private static boolean allowed(int character) {
        boolean control = character < 0x20 && character != '\t' && character != '\n' && character != '\r';
        boolean surrogate = character >= 0xd800 && character <= 0xdfff;
        return !control && !surrogate && character != 0xfffe && character != 0xffff;
    }
}
