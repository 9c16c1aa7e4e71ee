package org.imprimatur.publishing.site;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A tag as it appears in addresses: lower case, words joined by hyphens. Labels that differ only in that are one tag. */
public record Tag(String slug) {
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** The tag of a label, or nothing if the label holds no letter or digit. */
    public static Optional<Tag> of(String label) {
        String slug = SEPARATORS.matcher(label.toLowerCase(Locale.ROOT)).replaceAll(" ").strip().replace(' ', '-');
        return slug.isEmpty() ? Optional.empty() : Optional.of(new Tag(slug));
    }

    /** The tags of those labels, each once, in their order. */
    public static List<Tag> ofAll(List<String> labels) {
        return labels.stream().map(Tag::of).flatMap(Optional::stream).distinct().toList();
    }

    /** The tag page's path, decoded. */
    public String path() {
        return "/tags/" + slug + "/";
    }
}
