package org.imprimatur.content.article;

import java.util.Arrays;

/**
 * An article's entity tag: {@code "s<sequence>.r<news>"}. The second number makes the tag change when the public site
 * reports something, so that a cached answer never shows yesterday's publication; {@code If-Match} looks at the first
 * alone, so that a report that comes in while an editor types doesn't refuse their words: it changed none of them.
 */
final class VersionTag {
    private VersionTag() {}

    /** The tag with its quotes, as it stands in the header. */
    static String of(Article article, Release release) {
        return "\"s" + article.sequence() + ".r" + release.news() + "\"";
    }

    /**
     * Whether an {@code If-Match} names this article's present sequence. Weak tags never match (RFC 9110 §13.1.1).
     *
     * @param ifMatch the header's value: {@code *} or tags with commas between
     */
    static boolean matches(String ifMatch, Article article) {
        if (ifMatch.strip().equals("*")) {
            return true;
        }
        String wanted = "\"s" + article.sequence() + ".r";
        return Arrays.stream(ifMatch.split(",", -1)).map(String::strip)
                .anyMatch(tag -> tag.startsWith(wanted) && tag.endsWith("\""));
    }
}
