package org.imprimatur.publishing.site;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.pcollections.Empty;
import org.pcollections.PSortedMap;

/** Live stories in the order of their dates; immutable. A changed list shares nearly all with the one before. */
final class TaggedStories {
    private record Place(Instant date, String articleId) {
        private static final Comparator<Place> ORDER = Comparator.comparing(Place::date)
                .thenComparing(Place::articleId);

        static Place of(Story story) {
            return new Place(story.date(), story.articleId());
        }
    }

    static final TaggedStories NONE = new TaggedStories(Empty.sortedMap(Place.ORDER));

    private final PSortedMap<Place, Story> stories;

    private TaggedStories(PSortedMap<Place, Story> stories) {
        this.stories = stories;
    }

    boolean isEmpty() {
        return stories.isEmpty();
    }

    TaggedStories with(Story story) {
        return new TaggedStories(stories.plus(Place.of(story), story));
    }

    TaggedStories without(Story story) {
        return new TaggedStories(stories.minus(Place.of(story)));
    }

    /** At most that many of the newest, newest first. */
    List<Story> newest(int limit) {
        return stories.descendingMap().values().stream().limit(limit).toList();
    }
}
