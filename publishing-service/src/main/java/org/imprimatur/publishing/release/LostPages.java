package org.imprimatur.publishing.release;

import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.archive.PageBytes;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages that an edition names and whose bytes are nowhere to be had: readers are asked to come back, operators told. */
final class LostPages {
    private static final Logger LOG = LoggerFactory.getLogger(LostPages.class);

    private final Map<String, PathChange> lost = new ConcurrentSkipListMap<>();

    /** Takes in what became of these paths: a page without its bytes is lost, any other is not, or not any more. */
    void note(Collection<PathChange> changes, Map<String, PageBytes> bytes) {
        for (var change : changes) {
            if (change.hash() == null || bytes.containsKey(change.hash())) {
                if (lost.remove(change.path()) != null) {
                    LOG.info("The page {} is no longer lost", change.path());
                }
            } else if (lost.put(change.path(), change) == null) {
                LOG.error("The bytes of {} ({}) are lost: it answers 503 until they are back or it is rendered anew",
                        change.path(), change.hash());
            }
        }
    }

    List<PathChange> all() {
        return List.copyOf(lost.values());
    }

    /** The pages that those changes put up, lost ones without bytes. */
    static Stream<PublicSite.Page> pages(Collection<PathChange> changes, Map<String, PageBytes> bytes) {
        return changes.stream().filter(change -> change.hash() != null).map(
                change -> new PublicSite.Page(change.path(), change.status(), change.location(),
                        bytes.get(change.hash())));
    }

    /** The paths at which those changes leave nothing. */
    static List<String> removed(Collection<PathChange> changes) {
        return changes.stream().filter(change -> change.hash() == null).map(PathChange::path).toList();
    }
}
