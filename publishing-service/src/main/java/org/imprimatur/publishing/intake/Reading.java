package org.imprimatur.publishing.intake;

import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.starter.intake.Incoming;
import org.jspecify.annotations.Nullable;

/** What came of reading a record. */
sealed interface Reading {
    /** Something the site does. */
    record Understood(Incoming record, ArticleChange.Decision change) implements Reading {}

    /** Nothing of the site's business. */
    record Ignored() implements Reading {}

    /**
     * Can't be processed, now or ever.
     *
     * @param reason one sentence
     * @param signed whether the newsroom signed it
     * @param decision which of the newsroom's decisions can't be carried out, so that it can be told; null if the event
     *     doesn't say, or isn't the newsroom's
     */
    record Poison(Incoming record, String reason, boolean signed, @Nullable DecisionId decision) implements Reading {}

    /** Names a decision of the newsroom's. */
    record DecisionId(String articleId, long sequence) {}
}
