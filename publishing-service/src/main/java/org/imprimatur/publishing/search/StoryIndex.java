package org.imprimatur.publishing.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NRTCachingDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live stories on disk, each under its address. What is put in is found by who looks afterwards; it is written through
 * to the disk by {@link #commit} alone. One process has a folder at a time.
 */
final class StoryIndex implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(StoryIndex.class);
    private static final int INSTANCES = 64;
    private static final double BUFFER_MEGABYTES = 16;
    private static final double SMALL_MEGABYTES = 4;
    private static final double CACHED_MEGABYTES = 16;
    private static final int MERGES_WAITING = 50;

    private final Directory directory;
    private final IndexWriter writer;

    private StoryIndex(Directory directory, IndexWriter writer) {
        this.directory = directory;
        this.writer = writer;
    }

    /**
     * The first folder below that one which no other instance has, with the index that lies there; a new one if that
     * can't be read.
     */
    static StoryIndex open(Path folder) throws IOException {
        for (int instance = 0; instance < INSTANCES; instance++) {
            var place = folder.resolve(Integer.toString(instance));
            Files.createDirectories(place);
            try {
                return at(place);
            } catch (LockObtainFailedException taken) {
                LOG.debug("{} is another instance's", place);
            }
        }
        throw new IOException("All " + INSTANCES + " folders below " + folder + " are in use");
    }

    private static StoryIndex at(Path place) throws IOException {
        var directory = new NRTCachingDirectory(FSDirectory.open(place), SMALL_MEGABYTES, CACHED_MEGABYTES);
        try {
            try {
                return new StoryIndex(directory, writer(directory));
            } catch (LockObtainFailedException taken) {
                throw taken;
            } catch (IOException | RuntimeException unreadable) {
                LOG.warn("The search index in {} can't be read; it is made anew: {}", place, unreadable.toString());
                wipe(directory);
                return new StoryIndex(directory, writer(directory));
            }
        } catch (IOException | RuntimeException failure) {
            directory.close();
            throw failure;
        }
    }

    private static IndexWriter writer(Directory directory) throws IOException {
        var merges = new ConcurrentMergeScheduler();
        // Whoever releases must not wait for the merging of what others released.
        merges.setMaxMergesAndThreads(MERGES_WAITING, 1);
        return new IndexWriter(directory, new IndexWriterConfig(Analysis.ofTexts())
                .setRAMBufferSizeMB(BUFFER_MEGABYTES).setMergeScheduler(merges)
                .setMaxFullFlushMergeWaitMillis(0).setCommitOnClose(false));
    }

    private static void wipe(Directory directory) throws IOException {
        try (var _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            for (var file : directory.listAll()) {
                if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
                    directory.deleteFile(file);
                }
            }
        }
    }

    /** What the index goes with, as far as it was committed; null if that can't be told. */
    @Nullable
    Stamp stamp() {
        var written = writer.getLiveCommitData();
        return written == null ? null : Stamp.read(written);
    }

    /** Puts stories in at their addresses, in place of what was there, and takes out what is at those without one. */
    void put(LiveStories.Found found) throws IOException {
        try {
            for (var story : found.live()) {
                writer.updateDocument(new Term(Fields.PATH, story.story().path()), story.document());
            }
            for (var path : found.empty()) {
                writer.deleteDocuments(new Term(Fields.PATH, path));
            }
        } catch (AlreadyClosedException closed) {
            throw new IOException(closed);
        }
    }

    void clear() throws IOException {
        try {
            writer.deleteAll();
        } catch (AlreadyClosedException closed) {
            throw new IOException(closed);
        }
    }

    /**
     * Finds all that is in the index now.
     *
     * @param before an earlier one of this index, open still, of which it shares what is the same
     */
    StorySearcher searcher(long edition, @Nullable StorySearcher before) throws IOException {
        try {
            if (before == null) {
                return new StorySearcher(DirectoryReader.open(writer), edition);
            }
            var fresh = DirectoryReader.openIfChanged(before.reader(), writer);
            return fresh == null ? before.of(edition) : new StorySearcher(fresh, edition);
        } catch (AlreadyClosedException closed) {
            throw new IOException(closed);
        }
    }

    /** Writes all of it through to the disk, as going with that edition. May be slow, and keeps nobody else waiting. */
    void commit(Stamp stamp) throws IOException {
        try {
            writer.setLiveCommitData(stamp.written().entrySet());
            writer.commit();
        } catch (AlreadyClosedException closed) {
            throw new IOException(closed);
        }
    }

    /** How many bytes it takes on disk. */
    long size() throws IOException {
        long bytes = 0;
        for (var file : directory.listAll()) {
            bytes += directory.fileLength(file);
        }
        return bytes;
    }

    /** Lets go of the folder. What wasn't committed is forgotten. */
    @Override
    public void close() throws IOException {
        try {
            writer.rollback();
        } finally {
            directory.close();
        }
    }

    /** Lets go of the folder and of all that is in it; if that can't be, whoever opens it next has to. */
    void discard() {
        try (directory) {
            try {
                writer.rollback();
            } finally {
                wipe(directory);
            }
        } catch (IOException | RuntimeException failure) {
            LOG.warn("The search index can't be removed: {}", failure.toString());
        }
    }
}
