package org.imprimatur.publishing.search;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the index knows of a story. Its texts are in fields of their language. */
final class Fields {
    /** Its address, by which it is replaced and taken out. */
    static final String PATH = "path";
    /** All its words as they are written, but for case and accents. */
    static final String WORDS = "words";
    static final String DATE = "date";
    /** What is only shown. */
    static final String HEADLINE = "headline";
    static final String EXCERPT = "excerpt";
    static final String TEXT = "text";
    static final String LANGUAGE = "language";
    static final String SOURCE = "source";

    private static final Map<String, Language> LANGUAGES = languages();

    /** The parts of a story, of which a word in some tells more than in others. */
    enum Part {
        HEADLINE(4), SUMMARY(2), BODY(1);

        private final float weight;

        Part(float weight) {
            this.weight = weight;
        }

        float weight() {
            return weight;
        }

        String in(Language language) {
            return name().toLowerCase(Locale.ROOT) + "." + language.code();
        }
    }

    private Fields() {}

    /** The language of a field of a part; null for any other. */
    static @Nullable Language languageOf(String field) {
        return LANGUAGES.get(field);
    }

    private static Map<String, Language> languages() {
        var found = new HashMap<String, Language>();
        for (var language : Language.values()) {
            Stream.of(Part.values()).forEach(part -> found.put(part.in(language), language));
        }
        return Map.copyOf(found);
    }
}
