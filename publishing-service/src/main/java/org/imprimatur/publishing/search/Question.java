package org.imprimatur.publishing.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants to find.
 *
 * @param asked in the reader's own words
 * @param chosen what the results are narrowed down to
 * @param page of the results, from 1
 */
record Question(String asked, Map<Facet, String> chosen, int page) {
    static final String PATH = "/search";
    static final int MOST_PAGES = 50;

    Question {
        chosen = Map.copyOf(chosen);
    }

    Wording wording() {
        return Wording.of(asked);
    }

    Question page(int other) {
        return new Question(asked, chosen, other);
    }

    Question asking(String other) {
        return new Question(other, Map.of(), 1);
    }

    /** Narrowed down to that value, or, with none, no longer by that facet. */
    Question with(Facet facet, @Nullable String value) {
        var other = new EnumMap<Facet, String>(Facet.class);
        other.putAll(chosen);
        if (value == null) {
            other.remove(facet);
        } else {
            other.put(facet, value);
        }
        return new Question(asked, other, 1);
    }

    /** Its address, always the same for the same question. */
    String link() {
        var link = new StringBuilder(PATH).append("?q=").append(encoded(asked));
        for (var facet : Facet.values()) {
            String value = chosen.get(facet);
            if (value != null) {
                link.append('&').append(facet.field()).append('=').append(encoded(value));
            }
        }
        return page == 1 ? link.toString() : link.append("&page=").append(page).toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
