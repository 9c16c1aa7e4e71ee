package org.imprimatur.publishing.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.Empty;
import org.pcollections.PMap;
import org.pcollections.PVector;

/**
 * Stories in the order of their dates, cut into pages that stay; immutable. The newest stories are open, on no page yet;
 * when there are enough of them, the oldest become the next page. A story of an older date goes onto the page that covers
 * its date, and a page that has grown beyond twice its size is split. An article that leaves keeps its place, empty. So
 * whatever comes changes one page, makes at most one more, and changes the links of that one's neighbours.
 *
 * <p>Where the cuts are depends on the order in which the places were taken, and on nothing else.
 */
public final class PagedStories {
    /**
     * What a page is called, for good.
     *
     * @param number 1 for the first page that was cut, which is the one of the oldest stories
     * @param part 0, or 1, 2 … for what was split off the page of that number
     */
    public record PageNumber(int number, int part) {}

    /**
     * How pages are cut.
     *
     * @param size the places of a full page
     * @param open how many stay open when a page is cut; at least one
     */
    record Cut(int size, int open) {}

    /** An article's place; without a story if it isn't there (any more). */
    record Slot(Instant date, String articleId, @Nullable Story story) {}

    private record Leaf(PageNumber number, List<Slot> slots) {}

    private static final Comparator<Slot> ORDER = Comparator.comparing(Slot::date).thenComparing(Slot::articleId);

    private final Cut cut;
    private final PVector<Leaf> leaves;
    /** A place of each page, by which it is found. */
    private final PMap<PageNumber, Slot> places;
    /** How many pages were split off each, where any was. */
    private final PMap<Integer, Integer> parts;
    private final int numbers;
    private final List<Slot> open;

    private PagedStories(Cut cut, PVector<Leaf> leaves, PMap<PageNumber, Slot> places, PMap<Integer, Integer> parts,
            int numbers, List<Slot> open) {
        this.cut = cut;
        this.leaves = leaves;
        this.places = places;
        this.parts = parts;
        this.numbers = numbers;
        this.open = open;
    }

    static PagedStories empty(Cut cut) {
        return new PagedStories(cut, Empty.vector(), Empty.map(), Empty.map(), 0, List.of());
    }

    /** Every page, from the oldest stories to the newest. */
    public List<PageNumber> pages() {
        return leaves.stream().map(Leaf::number).toList();
    }

    /** How many pages there are. */
    public int count() {
        return leaves.size();
    }

    /** What the page of the stories that are open now will be called. */
    public PageNumber nextPage() {
        return new PageNumber(numbers + 1, 0);
    }

    /** The page of the newest stories that are on one; null while all are open. */
    public @Nullable PageNumber newestPage() {
        return leaves.isEmpty() ? null : leaves.getLast().number();
    }

    /** Tells whether there is such a page. */
    public boolean has(PageNumber page) {
        return places.containsKey(page);
    }

    /** The stories of a page, newest first. */
    public List<Story> page(PageNumber page) {
        return newestFirst(leaves.get(index(page)).slots());
    }

    /** The page of the next newer stories; null if those are open. */
    public @Nullable PageNumber newer(PageNumber page) {
        int index = index(page) + 1;
        return index == leaves.size() ? null : leaves.get(index).number();
    }

    /** The page of the next older stories; null if there are none. */
    public @Nullable PageNumber older(PageNumber page) {
        int index = index(page);
        return index == 0 ? null : leaves.get(index - 1).number();
    }

    /** The stories that are on no page yet, newest first. */
    public List<Story> open() {
        return newestFirst(open);
    }

    /** At most that many of the newest stories, newest first. */
    public List<Story> newest(int limit) {
        var found = new ArrayList<>(open());
        for (int index = leaves.size() - 1; index >= 0 && found.size() < limit; index--) {
            found.addAll(newestFirst(leaves.get(index).slots()));
        }
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    /**
     * The pages that are others than they were, by what stands on them or by what is next to them. Named are the places
     * that have changed since, whether or not they were there before.
     */
    Set<PageNumber> changedSince(PagedStories before, Collection<Slot> changed) {
        var touched = new LinkedHashSet<PageNumber>();
        var fresh = new LinkedHashSet<PageNumber>();
        IntStream.rangeClosed(before.numbers + 1, numbers).mapToObj(number -> new PageNumber(number, 0))
                .forEach(fresh::add);
        for (var slot : changed) {
            var was = before.leaf(slot);
            var is = leaf(slot);
            if (!Objects.equals(was, is)) {
                Stream.of(was, is).flatMap(Stream::ofNullable).map(Leaf::number).forEach(touched::add);
            }
        }
        Stream.concat(fresh.stream(), touched.stream()).map(PageNumber::number).distinct().toList()
                .forEach(number -> IntStream.rangeClosed(before.parts(number) + 1, parts(number))
                        .mapToObj(part -> new PageNumber(number, part)).forEach(fresh::add));
        for (var page : fresh) {
            touched.add(page);
            Stream.of(page).flatMap(one -> Stream.concat(Stream.ofNullable(newer(one)), Stream.ofNullable(older(one))))
                    .forEach(touched::add);
        }
        return touched;
    }

    /** With the article at its place, or with the place alone. */
    PagedStories with(Slot slot) {
        int index = index(slot);
        var slots = new ArrayList<>(index < 0 ? open : leaves.get(index).slots());
        int place = Collections.binarySearch(slots, slot, ORDER);
        if (place >= 0) {
            slots.set(place, slot);
        } else {
            slots.add(-place - 1, slot);
        }
        return index < 0 ? withOpen(slots) : withLeaf(index, slots);
    }

    private PagedStories withOpen(List<Slot> slots) {
        if (slots.size() < cut.size() + cut.open()) {
            return new PagedStories(cut, leaves, places, parts, numbers, List.copyOf(slots));
        }
        var leaf = new Leaf(new PageNumber(numbers + 1, 0), List.copyOf(slots.subList(0, cut.size())));
        return new PagedStories(cut, leaves.plus(leaf), places.plus(leaf.number(), leaf.slots().getFirst()), parts,
                numbers + 1, List.copyOf(slots.subList(cut.size(), slots.size())));
    }

    private PagedStories withLeaf(int index, List<Slot> slots) {
        var page = leaves.get(index).number();
        if (slots.size() <= 2 * cut.size()) {
            return new PagedStories(cut, leaves.with(index, new Leaf(page, List.copyOf(slots))), places, parts,
                    numbers, open);
        }
        // The older half keeps the number: page 1 stays the one of the oldest stories.
        int part = parts(page.number()) + 1;
        var older = new Leaf(page, List.copyOf(slots.subList(0, cut.size())));
        var newer = new Leaf(new PageNumber(page.number(), part), List.copyOf(slots.subList(cut.size(), slots.size())));
        return new PagedStories(cut, leaves.with(index, older).plus(index + 1, newer),
                places.plus(older.number(), older.slots().getFirst()).plus(newer.number(), newer.slots().getFirst()),
                parts.plus(page.number(), part), numbers, open);
    }

    private int parts(int number) {
        return parts.getOrDefault(number, 0);
    }

    private @Nullable Leaf leaf(Slot slot) {
        int index = index(slot);
        return index < 0 ? null : leaves.get(index);
    }

    private int index(PageNumber page) {
        var slot = places.get(page);
        if (slot == null) {
            throw new IllegalArgumentException("No such page: " + page);
        }
        return index(slot);
    }

    /** The page that covers the place, or -1 if it is open. A page reaches up to where the next one begins. */
    private int index(Slot slot) {
        if (leaves.isEmpty() || ORDER.compare(slot, open.getFirst()) >= 0) {
            return -1;
        }
        int low = 0;
        int high = leaves.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (ORDER.compare(leaves.get(middle).slots().getFirst(), slot) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static List<Story> newestFirst(List<Slot> slots) {
        return slots.reversed().stream().flatMap(slot -> Stream.ofNullable(slot.story())).toList();
    }
}
