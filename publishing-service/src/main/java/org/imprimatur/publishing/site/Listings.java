package org.imprimatur.publishing.site;

import java.util.function.UnaryOperator;
import org.pcollections.Empty;
import org.pcollections.PMap;

/** Live stories by what they are about, by who wrote them, and by what was corrected in them; immutable. */
record Listings(PMap<Tag, Timeline<Story>> tags, PMap<Author, Timeline<Story>> authors,
        Timeline<Story.Corrected> corrections) {
    static final Listings NONE = new Listings(Empty.map(), Empty.map(), Timeline.empty());

    Listings with(Story story) {
        return changed(story, list -> list.with(story.date(), story.articleId(), 0, story), corrected(story, true));
    }

    Listings without(Story story) {
        return changed(story, list -> list.without(story.date(), story.articleId(), 0), corrected(story, false));
    }

    private Listings changed(Story story, UnaryOperator<Timeline<Story>> change,
            Timeline<Story.Corrected> nextCorrections) {
        var nextTags = tags;
        for (var tag : Tag.ofAll(story.tags())) {
            nextTags = changed(nextTags, tag, change);
        }
        var nextAuthors = authors;
        for (var author : story.authors()) {
            nextAuthors = changed(nextAuthors, author, change);
        }
        return new Listings(nextTags, nextAuthors, nextCorrections);
    }

    private static <K> PMap<K, Timeline<Story>> changed(PMap<K, Timeline<Story>> lists, K key,
            UnaryOperator<Timeline<Story>> change) {
        var list = change.apply(lists.getOrDefault(key, Timeline.empty()));
        return list.isEmpty() ? lists.minus(key) : lists.plus(key, list);
    }

    private Timeline<Story.Corrected> corrected(Story story, boolean shown) {
        var next = corrections;
        for (int number = 0; number < story.corrections().size(); number++) {
            var correction = story.corrections().get(number);
            next = shown
                    ? next.with(correction.at(), story.articleId(), number, new Story.Corrected(story, correction))
                    : next.without(correction.at(), story.articleId(), number);
        }
        return next;
    }
}
