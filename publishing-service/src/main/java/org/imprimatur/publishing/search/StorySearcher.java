package org.imprimatur.publishing.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;

/**
 * Finds what was live at one edition, whatever is released meanwhile. Who looks has to {@link #enter} before and to
 * {@link #leave} afterwards: nothing is given back to the system while somebody looks.
 */
public final class StorySearcher {
    private final DirectoryReader reader;
    private final long edition;

    StorySearcher(DirectoryReader reader, long edition) {
        this.reader = reader;
        this.edition = edition;
    }

    /** The same, for an edition that changed nothing that could be found. */
    StorySearcher of(long next) {
        reader.incRef();
        return new StorySearcher(reader, next);
    }

    /** The edition that shows what is found. */
    public long edition() {
        return edition;
    }

    /** Whether one may look; if not, another has taken its place. */
    boolean enter() {
        return reader.tryIncRef();
    }

    /** Says that one has looked; also called by whoever made it, once another has taken its place. */
    void leave() {
        try {
            reader.decRef();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    DirectoryReader reader() {
        return reader;
    }

    /** How many stories can be found. */
    int stories() {
        return reader.numDocs();
    }

    IndexSearcher lucene() {
        var searcher = new IndexSearcher(reader);
        // Shared by all indexes there are, and of a size that follows the heap.
        searcher.setQueryCache(null);
        return searcher;
    }
}
