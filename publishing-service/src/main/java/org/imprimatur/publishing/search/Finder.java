package org.imprimatur.publishing.search;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.imprimatur.publishing.page.SearchView.Words;
import org.imprimatur.publishing.search.Fields.Part;
import org.imprimatur.publishing.search.Findings.Hit;
import org.jspecify.annotations.Nullable;

/** Finds stories. Safe for use by several threads. */
final class Finder {
    static final int PAGE = 10;

    /** The better a story fits, the higher it stands; of those that fit alike the newest. */
    private static final Sort ORDER = new Sort(SortField.FIELD_SCORE,
            new SortField(Fields.DATE, SortField.Type.LONG, true));

    private final Questions questions = new Questions();
    private final Spelling spelling = new Spelling(questions);
    private final Snippets snippets = new Snippets();

    /** @throws IOException if the index can't be read; then it is of no use any more */
    Findings find(Question question, StorySearcher in) throws IOException {
        var wording = question.wording();
        var languages = languages(in);
        if (wording.isEmpty() || languages.isEmpty()) {
            return Findings.NONE;
        }
        var searcher = in.lucene();
        var query = questions.of(wording, languages);
        var counted = searcher.search(query, FacetCounts.of(question.chosen()));
        var counts = new EnumMap<Facet, Map<String, Integer>>(Facet.class);
        for (var facet : Facet.values()) {
            counts.put(facet, counted.of(facet));
        }
        int from = (question.page() - 1) * PAGE;
        var hits = counted.total() > from
                ? hits(wording, Questions.narrowed(query, question), from, searcher)
                : List.<Hit>of();
        return new Findings(counted.total(), hits, counts,
                counted.total() == 0 ? instead(wording, languages, searcher) : null);
    }

    /** The languages that stories are written in, each of which asks for the question in its own way. */
    private static List<Language> languages(StorySearcher in) {
        var fields = FieldInfos.getIndexedFields(in.reader());
        return Stream.of(Language.values()).filter(language -> fields.contains(Part.HEADLINE.in(language))).toList();
    }

    private @Nullable String instead(Wording wording, List<Language> languages, IndexSearcher searcher)
            throws IOException {
        var better = spelling.better(wording, searcher.getIndexReader());
        return better != null && searcher.count(questions.of(better, languages)) > 0 ? better.written() : null;
    }

    private List<Hit> hits(Wording wording, Query query, int from, IndexSearcher searcher) throws IOException {
        var top = searcher.search(query, from + PAGE, ORDER).scoreDocs;
        var hits = new ArrayList<Hit>();
        for (int index = from; index < top.length; index++) {
            hits.add(hit(wording, searcher.storedFields().document(top[index].doc)));
        }
        return hits;
    }

    private Hit hit(Wording wording, Document story) throws IOException {
        var language = Language.of(story.get(Fields.LANGUAGE));
        List<Words> words = snippets.of(questions.of(wording, language), language,
                Objects.requireNonNullElse(story.get(Fields.TEXT), ""));
        return new Hit(story.get(Fields.PATH), story.get(Fields.HEADLINE), story.get(Fields.LANGUAGE),
                story.get(Facet.SECTION.field()), Instant.parse(story.get(Fields.DATE)), story.get(Fields.SOURCE),
                words.isEmpty() ? List.of(new Words(story.get(Fields.EXCERPT), false)) : words);
    }
}
