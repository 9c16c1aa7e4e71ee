package org.imprimatur.publishing.search;

import java.io.IOException;
import java.util.ArrayList;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.imprimatur.publishing.search.Wording.Kind;
import org.imprimatur.publishing.search.Wording.Piece;
import org.jspecify.annotations.Nullable;

/** Finds out what may have been meant by words that are in no story. */
final class Spelling {
    private final DirectSpellChecker checker = new DirectSpellChecker();
    private final Questions questions;

    Spelling(Questions questions) {
        this.questions = questions;
    }

    /**
     * The same with words that the index has in place of those that it doesn't; null if it knows nothing better. Whether
     * any story has it all is for the caller to see: the index remembers words of stories that are gone, for a while.
     */
    @Nullable
    Wording better(Wording wording, IndexReader reader) throws IOException {
        var pieces = new ArrayList<Piece>();
        for (var piece : wording.pieces()) {
            pieces.add(piece.kind() == Kind.BEGINNING
                    ? piece
                    : new Piece(piece.kind(), better(piece.text(), reader)));
        }
        var better = new Wording(pieces);
        return better.equals(wording) ? null : better;
    }

    private String better(String text, IndexReader reader) throws IOException {
        var words = new ArrayList<String>();
        boolean changed = false;
        for (var word : questions.words(text)) {
            var term = new Term(Fields.WORDS, word);
            // Nothing, too, if the index has the word itself.
            var similar = checker.suggestSimilar(term, 1, reader, SuggestMode.SUGGEST_WHEN_NOT_IN_INDEX);
            words.add(similar.length == 0 ? word : similar[0].string);
            changed |= similar.length > 0;
        }
        return changed ? String.join(" ", words) : text;
    }
}
