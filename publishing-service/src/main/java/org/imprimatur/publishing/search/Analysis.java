package org.imprimatur.publishing.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/** Takes texts apart into words, each field's in the way of its language. */
final class Analysis extends DelegatingAnalyzerWrapper {
    /** No phrase reaches from one tag, or one field of a case, into the next. */
    private static final int GAP = 100;

    /** A word in the form in which it is found, and where it stands. */
    record Token(String text, int position) {}

    private final Map<Language, Analyzer> stems = new EnumMap<>(Language.class);
    private final Analyzer whole = new Words(null, false);

    /** For texts that are put into the index. */
    static Analysis ofTexts() {
        return new Analysis(false);
    }

    /** For what readers ask. */
    static Analysis ofQuestions() {
        return new Analysis(true);
    }

    private Analysis(boolean question) {
        super(PER_FIELD_REUSE_STRATEGY);
        for (var language : Language.values()) {
            stems.put(language, new Words(language, question));
        }
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
        var language = Fields.languageOf(field);
        return language == null ? whole : stems.getOrDefault(language, whole);
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return GAP;
    }

    /** The words of a text as that field has them. */
    List<Token> tokens(String field, String text) {
        var found = new ArrayList<Token>();
        try (var stream = tokenStream(field, text)) {
            var word = stream.addAttribute(CharTermAttribute.class);
            var step = stream.addAttribute(PositionIncrementAttribute.class);
            int position = -1;
            stream.reset();
            while (stream.incrementToken()) {
                position += step.getPositionIncrement();
                found.add(new Token(word.toString(), position));
            }
            stream.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return found;
    }

    /** One language's way, or words as they are written. */
    private static final class Words extends Analyzer {
        private final @Nullable Language language;
        private final boolean question;

        Words(@Nullable Language language, boolean question) {
            this.language = language;
            this.question = question;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            var words = new StandardTokenizer();
            TokenStream lower = new LowerCaseFilter(new CJKWidthFilter(words));
            if (language == Language.EAST_ASIAN) {
                // A text is found by one character, too; a question of several is about those that stand together.
                return new TokenStreamComponents(words, new CJKBigramFilter(lower, CJKBigramFilter.HAN
                        | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL, !question));
            }
            return new TokenStreamComponents(words,
                    new ASCIIFoldingFilter(language == null ? lower : language.stemmed(lower)));
        }
    }
}
