package org.imprimatur.publishing.site;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How long lists are cut. Archive pages hold exactly {@value #PAGE} places and are numbered from the oldest, so a full
 * one keeps its content; a section's front shows what is newer than the newest full page, one more page's worth
 * included so that it never looks empty.
 */
public final class Paging {
    /** How many places an archive page has. */
    public static final int PAGE = 20;
    /** How many places a part of the sitemap has. */
    public static final int SITEMAP_PART = 1_000;

    private Paging() {}

    static int archivePages(int size) {
        return Math.max(0, size / PAGE - 1);
    }

    /** Zero while everything fits in the sitemap itself. */
    static int sitemapParts(int size) {
        return size <= SITEMAP_PART ? 0 : Math.ceilDiv(size, SITEMAP_PART);
    }

    /** The numbers of the pages, of that many places each, of a list on which the step changed something. */
    public static IntStream touched(Step step, @Nullable Section section, int places) {
        var from = step.from();
        var after = step.after();
        int lowest = Integer.MAX_VALUE;
        int highest = 0;
        for (var story : step.stories()) {
            if (section == null || story.section() == section) {
                lowest = Math.min(lowest, Math.min(from.place(section, story), after.place(section, story)));
                highest = Math.max(highest, Math.max(from.place(section, story), after.place(section, story)));
            }
        }
        if (from.places(section) != after.places(section)) {
            highest = Math.max(from.places(section), after.places(section));
        }
        // Several changes may have moved each other's places.
        int around = step.applied().size();
        return IntStream.rangeClosed(Math.max(0, lowest - around) / places + 1, (highest + around) / places + 1);
    }
}
