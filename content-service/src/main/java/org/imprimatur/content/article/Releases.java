package org.imprimatur.content.article;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the public site has reported so far. Kept apart from the log: a report is not a decision. */
public interface Releases {
    /** The last report about that article, {@link Release#NONE} if there is none. */
    default Release of(String article) {
        return of(List.of(article)).getOrDefault(article, Release.NONE);
    }

    /** The last reports about those articles; articles without one are left out. */
    Map<String, Release> of(Collection<String> articles);
}
