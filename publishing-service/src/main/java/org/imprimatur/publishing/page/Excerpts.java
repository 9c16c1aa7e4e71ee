package org.imprimatur.publishing.page;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import org.imprimatur.publishing.markdown.Characters;
import org.imprimatur.publishing.markdown.Markdown;
import org.jspecify.annotations.Nullable;

/**
 * The few words that stand for a story in lists: its standfirst, or how its text begins. Made once for each story, when
 * its event is read: they are a function of the event and of {@link SitePages#TEMPLATE_VERSION}.
 */
public final class Excerpts {
    private static final int LENGTH = 280;

    private final Markdown markdown = new Markdown();

    /**
     * The excerpt of a story. Never fails: an edition that holds the story has to be read whatever becomes of its text.
     *
     * @param body Markdown
     */
    public String of(@Nullable String standfirst, String body) {
        if (standfirst != null && !standfirst.isBlank()) {
            return cut(Characters.printable(standfirst).strip(), LENGTH);
        }
        try {
            return cut(markdown.firstWords(body), LENGTH);
        } catch (RuntimeException | StackOverflowError _) {
            // Whoever sets the story's own page meets the same, and says so.
            return "";
        }
    }

    /**
     * All words of a text as its page shows them, without markup; empty where none can be made out.
     *
     * @param body Markdown
     */
    public String words(String body) {
        try {
            return markdown.words(body);
        } catch (RuntimeException | StackOverflowError _) {
            return "";
        }
    }

    /**
     * The text up to the last whole word within the limit; where that would leave too little, as in scripts that write
     * no spaces, up to the last whole character as readers see it: no flag and no family is taken apart.
     */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = text.lastIndexOf(' ', limit);
        if (end < limit / 2) {
            var characters = BreakIterator.getCharacterInstance(ULocale.ROOT);
            characters.setText(text);
            end = characters.isBoundary(limit) ? limit : characters.preceding(limit);
        }
        return text.substring(0, end).replaceAll("[\\s,;:–—，、；：-]+$", "") + "…";
    }
}
