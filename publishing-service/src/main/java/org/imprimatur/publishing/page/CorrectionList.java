package org.imprimatur.publishing.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Corrections, newest first; read by the templates.
 *
 * @param newer the path of the page of newer ones, if this isn't the one of the newest
 * @param older the path of the page of older ones, if there are any
 */
public record CorrectionList(String heading, List<Entry> entries, @Nullable String newer, @Nullable String older) {
    /** What was corrected in a story, and when. */
    public record Entry(String path, String headline, String language, Day day, String note) {
        /** Which way its text runs: the value of {@code dir}. */
        public String direction() {
            return Direction.of(language);
        }
    }
}
