package org.imprimatur.publishing.page;

import java.util.List;
import org.imprimatur.publishing.site.Section;
import org.jspecify.annotations.Nullable;

/**
 * A page of search results, or the form alone; read by the templates.
 *
 * @param query as it was asked
 * @param searched whether there was anything to look for; if not, this is the form alone
 * @param total how many stories were found
 * @param filters that narrow the results down, each by what it is about
 * @param instead what may have been meant; absent where nothing better is known
 * @param newer the link to the page of results before this one
 * @param older the link to the page of results after this one
 */
public record SearchView(String query, boolean searched, int total, List<Result> results, List<Filter> filters,
        @Nullable Choice instead, @Nullable String newer, @Nullable String older) {
    /**
     * A story that was found.
     *
     * @param words of the story around what was asked for
     */
    public record Result(String path, String headline, String language, Section section, Day day,
            @Nullable String source, List<Words> words) {
        /** Which way its text runs: the value of {@code dir}. */
        public String direction() {
            return Direction.of(language);
        }
    }

    /**
     * A piece of a story's text.
     *
     * @param found whether it is what was asked for
     */
    public record Words(String text, boolean found) {}

    /** One way to narrow the results down. */
    public record Filter(String title, List<Choice> choices) {}

    /**
     * A link to other results.
     *
     * @param count how many there are; 0 if that isn't known
     * @param chosen whether these are the results it leads away from
     */
    public record Choice(String label, int count, String link, boolean chosen) {}

    /** The form alone. */
    public static SearchView form(String query) {
        return new SearchView(query, false, 0, List.of(), List.of(), null, null, null);
    }

    /** How many were found, in words. */
    public String found() {
        return total == 0 ? "No stories found" : total == 1 ? "One story found" : total + " stories found";
    }
}
