package org.imprimatur.publishing.site;

import java.time.Instant;

/** What can happen to an article's place on the public site. */
public sealed interface ArticleChange {
    /** The article it happened to. */
    String articleId();

    /** The decision's number in its article's log; rises, with gaps. */
    long sequence();

    /** Who decided. */
    String actor();

    /** A revision may be printed, now or at its embargo. */
    record Approved(Story story) implements ArticleChange {
        @Override
        public String articleId() {
            return story.articleId();
        }

        @Override
        public long sequence() {
            return story.sequence();
        }

        @Override
        public String actor() {
            return story.approvedBy();
        }
    }

    /** An approval was taken back; matters only while its release still waits. */
    record ApprovalRevoked(String articleId, long sequence, String actor) implements ArticleChange {}

    /** The editors took the article off the site. */
    record Withdrawn(String articleId, long sequence, long revision, String actor, Instant at)
            implements
                ArticleChange {}

    /** The article must not be shown any more, for legal reasons. */
    record TakenDown(String articleId, long sequence, long revision, String actor, Instant at)
            implements
                ArticleChange {}
}
