package org.imprimatur.publishing.edition;

import org.imprimatur.publishing.site.Story;
import org.jspecify.annotations.Nullable;

/** Hears of stories that waited for their time and then could not be set, in the look the site had got meanwhile. */
public interface GivenUpListener {
    /**
     * The story is not released and no longer waits. May throw, and hears of it again later.
     *
     * @param traceParent the trace in which it was approved, if known
     */
    void givenUp(Story story, @Nullable String traceParent);
}
