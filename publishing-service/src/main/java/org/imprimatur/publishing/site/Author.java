package org.imprimatur.publishing.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody who is named in bylines, as in addresses: names that differ only in case and punctuation are one author. */
public record Author(String slug) {
    /**
     * A piece of a byline as it is written.
     *
     * @param author whom it names; absent for what stands between names
     */
    public record Part(String text, @Nullable Author author) {}

    /** What joins the last two names, by language; English's is understood everywhere. */
    private static final Map<String, Pattern> SEPARATORS = Map.of("de", "und", "fr", "et", "es", "y|e", "it", "e|ed",
            "pt", "e", "nl", "en", "sv", "och", "da", "og", "nb", "og").entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, word -> separator("and|" + word.getValue())));
    private static final Pattern SEPARATOR = separator("and");

    /** The author of that name, or nothing if no letter or digit is in it. */
    public static Optional<Author> of(String name) {
        return Tag.of(name).map(tag -> new Author(tag.slug()));
    }

    /**
     * The byline, piece by piece; together the pieces are the byline again.
     *
     * @param language of the story that it stands on, a BCP 47 tag
     */
    public static List<Part> parts(String byline, String language) {
        var parts = new ArrayList<Part>();
        var separators = SEPARATORS.getOrDefault(language.toLowerCase(Locale.ROOT).split("-", 2)[0], SEPARATOR)
                .matcher(byline);
        int from = 0;
        while (separators.find()) {
            add(parts, byline.substring(from, separators.start()));
            parts.add(new Part(separators.group(), null));
            from = separators.end();
        }
        add(parts, byline.substring(from));
        return parts;
    }

    /** Whom the byline names, each once, in their order. */
    static List<Author> ofAll(@Nullable String byline, String language) {
        return byline == null
                ? List.of()
                : parts(byline, language).stream().map(Part::author).filter(Objects::nonNull).distinct().toList();
    }

    /** The path of the author's page, decoded. */
    public String path() {
        return "/authors/" + slug + "/";
    }

    private static void add(List<Part> parts, String name) {
        if (!name.isEmpty()) {
            parts.add(new Part(name, of(name).orElse(null)));
        }
    }

    /** A comma before what belongs to a name, like Jr., separates nothing. */
    private static Pattern separator(String words) {
        String space = "[\\s\\u00a0\\u3000]";
        return Pattern.compile(space + "*(?:[,،](?!" + space + "*(?:Jr|Sr|II|III|IV|Ph\\.?D|M\\.?D|Esq|KC|QC)\\b)"
                + "|[、，;；&])" + space + "*(?:(?:" + words + ")" + space + "+)?|" + space + "+(?:" + words + ")"
                + space + "+");
    }
}
