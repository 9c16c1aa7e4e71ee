package org.imprimatur.publishing.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stories in the order of their dates, oldest first. A withdrawn story leaves its place behind, empty, so that taking it
 * away changes the one archive page it stood on and not every later one.
 *
 * <p>A sorted array: finding a place takes log n steps, and moving a few thousand references up by one is cheaper than
 * any tree of them.
 */
final class Shelf {
    private record Slot(Instant date, String articleId, @Nullable Story story) {}

    private static final Comparator<Slot> ORDER = Comparator.comparing(Slot::date).thenComparing(Slot::articleId);

    private final List<Slot> slots = new ArrayList<>();

    int size() {
        return slots.size();
    }

    /** Puts the article at its place; with {@code live} false only the place itself. Answers its rank from the oldest. */
    int add(Story story, boolean live) {
        var slot = new Slot(story.date(), story.articleId(), live ? story : null);
        int rank = -rank(slot) - 1;
        slots.add(rank, slot);
        return rank;
    }

    /** Takes the article and its place away. Answers the rank it had. */
    int remove(Story story) {
        int rank = rank(new Slot(story.date(), story.articleId(), null));
        slots.remove(rank);
        return rank;
    }

    /** The live stories of rank {@code from} to before {@code to}, newest first. */
    List<Story> newestFirst(int from, int to) {
        var found = new ArrayList<Story>();
        for (int rank = Math.min(to, slots.size()) - 1; rank >= from; rank--) {
            Story story = slots.get(rank).story();
            if (story != null) {
                found.add(story);
            }
        }
        return found;
    }

    /** At most that many of the newest live stories, newest first. */
    List<Story> newest(int limit) {
        var found = new ArrayList<Story>();
        for (int rank = slots.size() - 1; rank >= 0 && found.size() < limit; rank--) {
            Story story = slots.get(rank).story();
            if (story != null) {
                found.add(story);
            }
        }
        return found;
    }

    private int rank(Slot slot) {
        // Nearly every story is the newest one: look at the end before searching.
        if (slots.isEmpty() || ORDER.compare(slots.getLast(), slot) < 0) {
            return -slots.size() - 1;
        }
        int low = 0;
        int high = slots.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = ORDER.compare(slots.get(middle), slot);
            if (order == 0) {
                return middle;
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
