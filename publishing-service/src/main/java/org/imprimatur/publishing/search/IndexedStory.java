package org.imprimatur.publishing.search;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.imprimatur.publishing.search.Fields.Part;
import org.imprimatur.publishing.site.Story;

/**
 * A live story as the index takes it.
 *
 * @param text all words of its body
 * @param fields its section's own, by name
 */
record IndexedStory(Story story, String text, Map<String, String> fields) {
    private static final FieldType LISTED = new FieldType();

    static {
        LISTED.setIndexOptions(IndexOptions.DOCS);
        LISTED.setTokenized(true);
        LISTED.setOmitNorms(true);
        LISTED.freeze();
    }

    IndexedStory {
        fields = Map.copyOf(fields);
    }

    /** As the site's state has it, which doesn't know the fields of its section yet. */
    static IndexedStory of(Story story, String text) {
        return new IndexedStory(story, text, Map.of());
    }

    Document document() {
        var document = new Document();
        document.add(new StringField(Fields.PATH, story.path(), Store.YES));
        document.add(new NumericDocValuesField(Fields.DATE, story.date().toEpochMilli()));
        shown(document, Fields.DATE, story.date().toString());
        shown(document, Fields.HEADLINE, story.headline());
        shown(document, Fields.EXCERPT, story.excerpt());
        shown(document, Fields.LANGUAGE, story.language());
        shown(document, Fields.TEXT, text);
        var source = story.source();
        if (source != null) {
            shown(document, Fields.SOURCE, source.name());
        }
        narrowed(document, Facet.SECTION, story.section().slug());
        shown(document, Facet.SECTION.field(), story.section().slug());
        narrowed(document, Facet.YEAR, Integer.toString(story.date().atOffset(ZoneOffset.UTC).getYear()));
        String jurisdiction = fields.get(Facet.JURISDICTION.field());
        if (jurisdiction != null && !jurisdiction.isBlank()) {
            narrowed(document, Facet.JURISDICTION, jurisdiction.strip());
        }
        var language = Language.of(story.language());
        words(document, Part.HEADLINE.in(language), story.headline());
        summary().forEach(text -> words(document, Part.SUMMARY.in(language), text));
        words(document, Part.BODY.in(language), text);
        return document;
    }

    private List<String> summary() {
        var texts = new ArrayList<>(story.tags());
        Stream.of(story.standfirst(), story.byline(), story.source() == null ? null : story.source().name())
                .filter(Objects::nonNull).forEach(texts::add);
        story.corrections().forEach(correction -> texts.add(correction.note()));
        texts.addAll(fields.values());
        return texts;
    }

    private static void words(Document document, String field, String text) {
        document.add(new TextField(field, text, Store.NO));
        document.add(new Field(Fields.WORDS, text, LISTED));
    }

    private static void shown(Document document, String field, String text) {
        document.add(new StoredField(field, text));
    }

    private static void narrowed(Document document, Facet facet, String value) {
        document.add(new KeywordField(facet.field(), value, Store.NO));
    }
}
