package org.imprimatur.content.article;

import org.imprimatur.content.log.Entry;

/** An article as its last entry leaves it, and what the site last reported about it. */
record Current(Entry last, Article article, Release release) {
    String tag() {
        return VersionTag.of(article, release);
    }
}
