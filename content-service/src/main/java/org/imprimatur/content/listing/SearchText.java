package org.imprimatur.content.listing;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.content.article.ArticleContent;

/** What the desk's search looks through, and words to look for, both without case and accents. */
final class SearchText {
    private SearchText() {}

    static String of(ArticleContent content) {
        ArticleContent.Source source = content.source();
        return Stream.concat(
                Stream.of(content.headline(), content.standfirst(), content.slug(), content.byline(),
                        source == null ? null : source.name()),
                content.tags().stream()).filter(Objects::nonNull).map(SearchText::folded)
                .collect(Collectors.joining("\n"));
    }

    static List<String> words(String query) {
        return Arrays.stream(folded(query).split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT);
    }
}
