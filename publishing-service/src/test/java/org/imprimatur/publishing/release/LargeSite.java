package org.imprimatur.publishing.release;

import com.mongodb.client.MongoClients;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.publishing.site.Section;

/**
 * Fills a database with a large site, to measure how a service starts on it: some 450 words a story, two of 500 tags
 * each. {@code docs/benchmarks.md} says how it is used.
 */
public final class LargeSite {
    private static final int AT_ONCE = 100;
    private static final int WORDS = 450;
    private static final String[] VOCABULARY = ("patent trade mark court licence appeal design filing claim examiner "
            + "opposition infringement novelty injunction damages registry priority prior art disclosure remedy "
            + "judgment hearing party counsel statute treaty office fee deadline owner").split(" ");

    private LargeSite() {}

    /** Takes the database's address, its name and how many stories there are to be. */
    public static void main(String[] arguments) {
        int stories = Integer.parseInt(arguments[2]);
        try (var client = MongoClients.create(arguments[0])) {
            var site = SiteInstance.open("large-site", client, arguments[1], Clock.systemUTC());
            for (int from = 0; from < stories; from += AT_ONCE) {
                var changes = new ArrayList<ArticleChange>();
                for (int number = from; number < Math.min(stories, from + AT_ONCE); number++) {
                    changes.add(story(number));
                }
                site.take(changes);
                site.project();
            }
        }
    }

    /** The story of that number. */
    public static ArticleChange story(int number) {
        var random = new Random(number);
        String body = random.ints(WORDS, 0, VOCABULARY.length).mapToObj(word -> VOCABULARY[word])
                .collect(Collectors.joining(" "));
        var section = List.of(Section.values()).get(random.nextInt(5));
        var tags = List.of("topic-" + random.nextInt(500), "country-" + random.nextInt(500));
        return Stories.approved(Stories.story("id-" + number, 1, section, "story-number-" + number,
                Stories.NOON.plus(Duration.ofMinutes(number)), body, tags));
    }
}
