package org.imprimatur.publishing.search;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.tartarus.snowball.ext.DutchStemmer;

/**
 * How the words of a language are brought to the form in which they are found. Stop words are in the index, so that
 * phrases are exact; in a question they are wished for, not required.
 */
enum Language {
    ENGLISH("en"), GERMAN("de"), FRENCH("fr"), SPANISH("es"), ITALIAN("it"), PORTUGUESE("pt"), DUTCH("nl"),
    ARABIC("ar"),
    /** Written without spaces: every two characters that stand side by side are a word. */
    EAST_ASIAN("zh"),
    /** Words as they are written, but for case and accents. */
    OTHER("other");

    private static final CharArraySet ITALIAN_ARTICLES = new CharArraySet(List.of("c", "l", "all", "dall", "dell",
            "nell", "sull", "coll", "pell", "gl", "agl", "dagl", "degl", "negl", "sugl", "un", "m", "t", "s", "v", "d"),
            true);

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** The language of a text with that tag (BCP 47). */
    static Language of(String tag) {
        String named = Locale.forLanguageTag(tag).getLanguage();
        String code = switch (named) {
            case "ja", "ko", "yue" -> EAST_ASIAN.code;
            default -> named;
        };
        return Stream.of(values()).filter(language -> language.code.equals(code)).findFirst().orElse(OTHER);
    }

    /** What its fields are called by. */
    String code() {
        return code;
    }

    /** @param word in lower case */
    boolean isStopWord(String word) {
        return switch (this) {
            case ENGLISH -> EnglishAnalyzer.getDefaultStopSet().contains(word);
            case GERMAN -> GermanAnalyzer.getDefaultStopSet().contains(word);
            case FRENCH -> FrenchAnalyzer.getDefaultStopSet().contains(word);
            case SPANISH -> SpanishAnalyzer.getDefaultStopSet().contains(word);
            case ITALIAN -> ItalianAnalyzer.getDefaultStopSet().contains(word);
            case PORTUGUESE -> PortugueseAnalyzer.getDefaultStopSet().contains(word);
            case DUTCH -> DutchAnalyzer.getDefaultStopSet().contains(word);
            case ARABIC -> ArabicAnalyzer.getDefaultStopSet().contains(word);
            case EAST_ASIAN, OTHER -> false;
        };
    }

    /** @param words in lower case */
    TokenStream stemmed(TokenStream words) {
        return switch (this) {
            case ENGLISH -> new PorterStemFilter(new EnglishPossessiveFilter(words));
            case GERMAN -> new GermanLightStemFilter(new GermanNormalizationFilter(words));
            case FRENCH -> new FrenchLightStemFilter(new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES));
            case SPANISH -> new SpanishLightStemFilter(words);
            case ITALIAN -> new ItalianLightStemFilter(new ElisionFilter(words, ITALIAN_ARTICLES));
            case PORTUGUESE -> new PortugueseLightStemFilter(words);
            case DUTCH -> new SnowballFilter(words, new DutchStemmer());
            case ARABIC -> new ArabicStemFilter(new ArabicNormalizationFilter(words));
            case EAST_ASIAN, OTHER -> words;
        };
    }
}
