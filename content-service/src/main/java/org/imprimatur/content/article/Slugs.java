package org.imprimatur.content.article;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The form of slugs, and a slug out of a headline. */
final class Slugs {
    static final int LONGEST = 120;

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’]");

    private Slugs() {}

    static boolean isSlug(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /** Latin letters and digits of the headline with hyphens between its words; empty if it has none. */
    static String from(String headline) {
        String plain = MARKS.matcher(Normalizer.normalize(headline, Normalizer.Form.NFD)).replaceAll("");
        String joined = APOSTROPHES.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("");
        String words = BETWEEN_WORDS.matcher(joined).replaceAll("-");
        return trimmed(words.startsWith("-") ? words.substring(1) : words, LONGEST);
    }

    /** The same with a number of one digit, for when it is taken. */
    static String numbered(String slug, int number) {
        return number == 1 ? slug : trimmed(slug, LONGEST - 2) + "-" + number;
    }

    /** The same with the end of the article's id, its random part, which is nobody else's. */
    static String identified(String slug, String id) {
        String end = id.substring(id.lastIndexOf('-'));
        return trimmed(slug, LONGEST - end.length()) + end;
    }

    private static String trimmed(String words, int longest) {
        String cut = words.length() <= longest ? words : words.substring(0, longest);
        return cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
