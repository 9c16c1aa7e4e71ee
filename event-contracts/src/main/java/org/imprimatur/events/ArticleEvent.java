package org.imprimatur.events;

/** What the newsroom decided about an article; content-service sends it on {@link Topics#ARTICLES}. */
public sealed interface ArticleEvent extends Event
        permits ArticleSubmitted, ArticleRejected, ArticleApproved, ArticleApprovalRevoked, ArticleWithdrawn,
        ArticleTakenDown {
    /** The number of the revision that was decided on, 1 for the first. */
    int revision();

    /** The fingerprint of exactly the words that were decided on: {@code sha256:} and 64 lower-case hex digits. */
    String revisionHash();

    /** The last part of the article's address. */
    String slug();

    /** The section whose address the article stands under. */
    String section();

    /** The hash of the article log's entry that holds the decision; with it the event is tied to its place there. */
    String entryHash();
}
