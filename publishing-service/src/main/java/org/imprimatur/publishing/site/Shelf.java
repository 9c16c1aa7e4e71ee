package org.imprimatur.publishing.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.Empty;
import org.pcollections.PVector;

/**
 * Stories in the order of their dates, oldest first; immutable. A withdrawn story leaves its place behind, empty, so that
 * taking it away changes the one archive page it stood on and not every later one.
 *
 * <p>A persistent vector: a changed shelf shares all but some log n nodes with the one before.
 */
final class Shelf {
    private record Slot(Instant date, String articleId, @Nullable Story story) {
        static Slot of(Story story, boolean live) {
            return new Slot(story.date(), story.articleId(), live ? story : null);
        }
    }

    private static final Comparator<Slot> ORDER = Comparator.comparing(Slot::date).thenComparing(Slot::articleId);

    static final Shelf EMPTY = new Shelf(Empty.vector());

    private final PVector<Slot> slots;

    private Shelf(PVector<Slot> slots) {
        this.slots = slots;
    }

    int size() {
        return slots.size();
    }

    /** With the article at its place; with {@code live} false only the place itself. */
    Shelf with(Story story, boolean live) {
        var slot = Slot.of(story, live);
        int rank = rank(slot);
        return new Shelf(rank >= 0 ? slots.with(rank, slot) : slots.plus(-rank - 1, slot));
    }

    /** Without the article and its place. */
    Shelf without(Story story) {
        int rank = rank(Slot.of(story, false));
        if (rank < 0) {
            throw new IllegalStateException("No place for article " + story.articleId() + " at " + story.date());
        }
        return new Shelf(slots.minus(rank));
    }

    /** The story's rank from the oldest, or the one it would have. */
    int rank(Story story) {
        int rank = rank(Slot.of(story, false));
        return rank >= 0 ? rank : -rank - 1;
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
        if (slots.isEmpty() || ORDER.compare(slots.get(slots.size() - 1), slot) < 0) {
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
