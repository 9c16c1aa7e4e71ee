package org.imprimatur.content.article;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * An article's entity tag: {@code "s<sequence>.r<news>"}. The second number makes the tag change when the public site
 * reports something, so that a cached answer never shows yesterday's publication; {@code If-Match} looks at the first
 * alone, so that a report that comes in while an editor types doesn't refuse their words: it changed none of them.
 */
final class VersionTag {
    private static final Pattern FORM = Pattern.compile("\"s([0-9]{1,19})\\.r[0-9]{1,19}\"");

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
        String present = Long.toString(article.sequence());
        return Arrays.stream(ifMatch.split(",", -1)).map(tag -> FORM.matcher(tag.strip()))
                .anyMatch(tag -> tag.matches() && tag.group(1).equals(present));
    }

    /** Whether an {@code If-Match} names a single version, and not any or several. */
    static boolean isOne(String ifMatch) {
        return ifMatch.indexOf('*') < 0 && ifMatch.indexOf(',') < 0;
    }
}
