package org.imprimatur.content.listing;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.content.article.ArticleContent;

/**
 * What the desk's search looks through, and words to look for, both without case and accents. An index holds the words
 * of each article, so that a rare one is found without a look at every article: runs of letters and digits, and single
 * characters of scripts that put no spaces between words.
 */
final class SearchText {
    /** So far as a word tells itself from others; the whole of it is compared with the text. */
    private static final int LONGEST = 40;

    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA, UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);

    private SearchText() {}

    static String of(ArticleContent content) {
        ArticleContent.Source source = content.source();
        return Stream.concat(
                Stream.of(content.headline(), content.standfirst(), content.slug(), content.byline(),
                        source == null ? null : source.name()),
                content.tags().stream()).filter(Objects::nonNull).map(SearchText::folded)
                .collect(Collectors.joining("\n"));
    }

    /** The words of a text that {@link #of} made, each once. */
    static Collection<String> indexed(String text) {
        return new LinkedHashSet<>(tokens(text));
    }

    /**
     * A word to look for.
     *
     * @param text as it has to stand in the article's text
     * @param tokens the words of the index that it begins or holds; none if it has no letter and no digit
     */
    record Term(String text, List<String> tokens) {
        /** Whether an article that has a word with this beginning has everything that was asked for. */
        boolean isBeginningOfWord() {
            return tokens.size() == 1 && tokens.getFirst().equals(text);
        }
    }

    static List<Term> terms(String query) {
        return Arrays.stream(folded(query).split("\\s+")).filter(word -> !word.isEmpty())
                .map(word -> new Term(word, tokens(word))).toList();
    }

    private static List<String> tokens(String folded) {
        List<String> tokens = new ArrayList<>();
        int begin = 0;
        for (int at = 0; at < folded.length();) {
            int character = folded.codePointAt(at);
            int next = at + Character.charCount(character);
            boolean alone = WITHOUT_SPACES.contains(UnicodeScript.of(character));
            if (alone || !Character.isLetterOrDigit(character)) {
                add(tokens, folded.substring(begin, at));
                if (alone) {
                    add(tokens, folded.substring(at, next));
                }
                begin = next;
            }
            at = next;
        }
        add(tokens, folded.substring(begin));
        return tokens;
    }

    private static void add(List<String> tokens, String word) {
        if (!word.isEmpty()) {
            tokens.add(word.length() > LONGEST ? word.substring(0, LONGEST) : word);
        }
    }

    /** By way of capitals, so that a sharp s is two of them; sigma has one form. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT).replace('ς', 'σ');
    }
}
