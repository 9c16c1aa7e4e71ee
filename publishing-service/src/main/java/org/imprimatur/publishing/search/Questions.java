package org.imprimatur.publishing.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.imprimatur.publishing.search.Analysis.Token;
import org.imprimatur.publishing.search.Fields.Part;
import org.imprimatur.publishing.search.Wording.Kind;
import org.imprimatur.publishing.search.Wording.Piece;

/** Puts questions as Lucene takes them: once for each language, since a word is another one in each. */
final class Questions {
    /** Of what is taken for the beginning of a word; what has more in it is none. */
    private static final int MOST_WORDS = 4;

    private final Analysis analysis = Analysis.ofQuestions();

    /** Finds what all of it is in, in stories of one of those languages. */
    Query of(Wording wording, Collection<Language> languages) {
        return any(languages.stream().map(language -> of(wording, language)).toList());
    }

    /** Finds what all of it is in, in stories of that language. */
    Query of(Wording wording, Language language) {
        var required = new BooleanQuery.Builder();
        var wished = new ArrayList<Query>();
        boolean any = false;
        for (var piece : wording.pieces()) {
            var query = of(piece, language);
            if (isStopWord(piece, language)) {
                wished.add(query);
            } else {
                required.add(query, Occur.MUST);
                any = true;
            }
        }
        for (var query : wished) {
            required.add(query, any ? Occur.SHOULD : Occur.MUST);
        }
        return required.build();
    }

    /** The same, for stories alone that have all of what was chosen. */
    static Query narrowed(Query query, Question question) {
        var narrowed = new BooleanQuery.Builder().add(query, Occur.MUST);
        question.chosen().forEach(
                (facet, value) -> narrowed.add(KeywordField.newExactQuery(facet.field(), value), Occur.FILTER));
        return narrowed.build();
    }

    /** The words of a text as they are written, but for case and accents. */
    List<String> words(String text) {
        return analysis.tokens(Fields.WORDS, text).stream().map(Token::text).toList();
    }

    private static boolean isStopWord(Piece piece, Language language) {
        return piece.kind() == Kind.WORD && language.isStopWord(piece.text().toLowerCase(Locale.ROOT));
    }

    private Query of(Piece piece, Language language) {
        // Where nothing shows when a word ends, its beginning is as good as the whole.
        return piece.kind() == Kind.BEGINNING && language != Language.EAST_ASIAN
                && words(piece.text()).size() <= MOST_WORDS
                        ? beginning(piece.text())
                        : any(Stream.of(Part.values()).map(part -> (Query) new BoostQuery(
                                together(part.in(language), piece.text()), part.weight())).toList());
    }

    /** The words of a text side by side: what is one word for a reader may be several here. */
    private Query together(String field, String text) {
        var tokens = analysis.tokens(field, text);
        if (tokens.size() == 1) {
            return new TermQuery(new Term(field, tokens.getFirst().text()));
        }
        var phrase = new PhraseQuery.Builder();
        tokens.forEach(token -> phrase.add(new Term(field, token.text()), token.position()));
        return phrase.build();
    }

    private Query beginning(String text) {
        var words = words(text);
        Function<String, Term> term = word -> new Term(Fields.WORDS, word);
        var all = new BooleanQuery.Builder();
        for (int index = 0; index < words.size(); index++) {
            boolean last = index == words.size() - 1;
            all.add(last ? new PrefixQuery(term.apply(words.get(index))) : new TermQuery(term.apply(words.get(index))),
                    Occur.MUST);
        }
        return all.build();
    }

    private static Query any(List<Query> queries) {
        return queries.size() == 1 ? queries.getFirst() : new DisjunctionMaxQuery(queries, 0);
    }
}
