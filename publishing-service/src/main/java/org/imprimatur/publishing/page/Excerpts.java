package org.imprimatur.publishing.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imprimatur.publishing.site.Story;

/** The few words that stand for a story in lists: its standfirst, or how its text begins. */
final class Excerpts {
    private static final int LENGTH = 280;
    private static final int REMEMBERED = 2_000;

    /** The same stories stand on many lists; reading their Markdown once is enough. */
    private final Map<Story, String> remembered = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Story, String> eldest) {
            return size() > REMEMBERED;
        }
    });

    private final Markdown markdown;

    Excerpts(Markdown markdown) {
        this.markdown = markdown;
    }

    String of(Story story) {
        String standfirst = story.standfirst();
        if (standfirst != null && !standfirst.isBlank()) {
            return cut(Characters.printable(standfirst).strip(), LENGTH);
        }
        return remembered.computeIfAbsent(story, _ -> cut(markdown.firstParagraph(story.body()), LENGTH));
    }

    /** The text up to the last whole word within the limit. */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = text.lastIndexOf(' ', limit);
        if (end < limit / 2) {
            end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        }
        return text.substring(0, end).replaceAll("[\\s,;:–—-]+$", "") + "…";
    }
}
