package org.imprimatur.events;

import java.time.Duration;
import java.util.List;

/** The topics between the services. The names are constants so that annotations and settings can use them. */
public final class Topics {
    /** Every {@link ArticleEvent}. */
    public static final String ARTICLES = "imprimatur.articles";
    /** Every {@link ReleaseEvent}. */
    public static final String RELEASES = "imprimatur.releases";
    /** Commitments to visitors' choices; offset order is the log's order. */
    public static final String CONSENT_LOG = "imprimatur.consent-log";
    /** Commitments to compliance staff's own reads. */
    public static final String ACCESS_LOG = "imprimatur.access-log";

    /** How long events are kept; the article log in MongoDB is the archive, not Kafka. */
    private static final Duration EVENTS_KEPT = Duration.ofDays(30);

    /** How long a person has to look at what could not be processed. */
    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(90);

    private Topics() {}

    /** The topic that takes what could not be processed on {@code topic}. */
    public static String deadLetter(String topic) {
        return topic + ".dlt";
    }

    /**
     * All topics as they have to be created, dead letters included. A dead letter keeps its partition number, so both
     * topics of a pair have equally many.
     */
    public static List<Topic> all() {
        return List.of(new Topic(ARTICLES, 6, EVENTS_KEPT), new Topic(deadLetter(ARTICLES), 6, DEAD_LETTERS_KEPT),
                new Topic(RELEASES, 6, EVENTS_KEPT), new Topic(deadLetter(RELEASES), 6, DEAD_LETTERS_KEPT),
                new Topic(CONSENT_LOG, 1, Topic.FOR_EVER), new Topic(deadLetter(CONSENT_LOG), 1, DEAD_LETTERS_KEPT),
                new Topic(ACCESS_LOG, 1, Topic.FOR_EVER), new Topic(deadLetter(ACCESS_LOG), 1, DEAD_LETTERS_KEPT));
    }
}
