package org.imprimatur.publishing.release;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.imprimatur.publishing.edition.PathChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages that an edition names and whose bytes are nowhere to be had: readers are asked to come back, operators told. */
final class LostPages {
    private static final Logger LOG = LoggerFactory.getLogger(LostPages.class);

    private final Map<String, PathChange> lost = new ConcurrentSkipListMap<>();

    void note(PathChange page) {
        if (lost.put(page.path(), page) == null) {
            LOG.error("The bytes of {} ({}) are lost: it answers 503 until they are back or it is rendered anew",
                    page.path(), page.hash());
        }
    }

    /** They have their bytes, or something else stands there now. */
    void strike(Collection<PathChange> pages) {
        for (var page : pages) {
            if (lost.remove(page.path()) != null) {
                LOG.info("The page {} is no longer lost", page.path());
            }
        }
    }

    boolean holds(PathChange page) {
        return page.equals(lost.get(page.path()));
    }

    List<PathChange> all() {
        return List.copyOf(lost.values());
    }
}
