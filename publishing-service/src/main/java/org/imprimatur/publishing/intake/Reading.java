package org.imprimatur.publishing.intake;

import org.imprimatur.publishing.site.ArticleChange;
import org.imprimatur.starter.intake.Incoming;

/** What came of reading a record. */
sealed interface Reading {
    /** Something the site does. */
    record Understood(Incoming record, ArticleChange change) implements Reading {}

    /** Nothing of the site's business. */
    record Ignored() implements Reading {}

    /** Can't be processed, now or ever, for a reason told in one sentence. */
    record Poison(Incoming record, String reason) implements Reading {}
}
