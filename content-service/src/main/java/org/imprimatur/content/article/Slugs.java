package org.imprimatur.content.article;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.imprimatur.events.rules.Member;

/** A slug out of a headline. */
final class Slugs {
    private static final int LONGEST = Member.SLUG.longest();

    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern WITHIN_WORDS = Pattern.compile("['’`´\\p{M}]");
    private static final Pattern NUMBER = Pattern.compile("[0-9-]*");

    /** In front of what would be a number, or nothing: an address should tell people that it isn't a page's. */
    private static final String ANY = "article";

    private Slugs() {}

    /**
     * The headline in Latin letters and digits, with hyphens between its words: letters of other scripts as ICU
     * transliterates them. Never empty and never a number.
     */
    static String from(String headline) {
        String latin = ASCII.matcher(headline).matches() ? headline : Latin.LETTERS.transliterate(headline);
        String joined = WITHIN_WORDS.matcher(latin.toLowerCase(Locale.ROOT)).replaceAll("");
        String words = BETWEEN_WORDS.matcher(joined).replaceAll("-");
        String slug = trimmed(words.startsWith("-") ? words.substring(1) : words, LONGEST);
        if (!NUMBER.matcher(slug).matches()) {
            return slug;
        }
        return trimmed(slug.isEmpty() ? ANY : ANY + "-" + slug, LONGEST);
    }

    /** Whether nobody could tell it from the number of a page, or of anything. */
    static boolean isNumber(String slug) {
        return !slug.isEmpty() && slug.chars().allMatch(character -> character >= '0' && character <= '9');
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

    /** Cut between two words, unless that would take more than half of it. */
    private static String trimmed(String words, int longest) {
        if (words.length() <= longest) {
            return words.endsWith("-") ? words.substring(0, words.length() - 1) : words;
        }
        int hyphen = words.lastIndexOf('-', longest);
        return words.substring(0, hyphen > longest / 2 ? hyphen : longest);
    }

    /**
     * Made when the first headline needs it: it reads tables of several megabytes. Modifier letters stand for sounds
     * without a letter of their own, the hard sign for instance, and would become quotation marks.
     */
    private static final class Latin {
        private static final Transliterator LETTERS = Transliterator
                .getInstance("NFKC; Any-Latin; [:Lm:] Remove; Latin-ASCII; Lower; NFKD");
    }
}
