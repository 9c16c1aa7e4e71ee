package org.imprimatur.publishing.page;

import org.imprimatur.publishing.site.Story;

/** Where the texts of stories are found while pages are set: the state of the site holds none. */
@FunctionalInterface
public interface Bodies {
    /** The story's text, Markdown. */
    String of(Story story);
}
