package org.imprimatur.publishing.serving;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpFields;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.publishing.release.PublicSite;
import org.imprimatur.starter.open.Coding;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of pages, ready to go out, within a budget of memory; what is asked for most stays. What isn't here is loaded
 * once, however many readers wait for it, by a thread that may wait.
 */
final class PageCache {
    /** What an entry costs beside its bytes: fields, tag, key. */
    private static final int OVERHEAD = 1_536;
    /** Readers of cold pages leave the database's other connections to those who release. */
    private static final int AT_ONCE = 16;

    /** One coding of a page. */
    record Ready(HttpFields fields, ByteBuffer bytes) {}

    /** An edition holds the page, and its bytes are nowhere to be had. */
    static final class Lost extends RuntimeException {
        private Lost(String path) {
            super(path);
        }
    }

    private record Key(String hash, Coding coding) {}

    private final AsyncCache<Key, Ready> cache;
    private final Headers headers;
    private final PublicSite.Source source;
    private final Executor waiting;
    private final Semaphore loading = new Semaphore(AT_ONCE);

    /**
     * @param budget in bytes
     * @param waiting runs what may wait
     */
    PageCache(long budget, Headers headers, PublicSite.Source source, Executor waiting) {
        this.cache = Caffeine.newBuilder().maximumWeight(budget)
                .weigher((Key _, Ready ready) -> ready.bytes().capacity() + OVERHEAD).buildAsync();
        this.headers = headers;
        this.source = source;
        this.waiting = waiting;
    }

    /** The page in that coding if it is at hand. */
    @Nullable
    Ready atHand(Answer page, Coding coding) {
        return atHand(new Key(page.hash(), coding));
    }

    /** The same from wherever it is; fails with a {@link Lost} if that is nowhere. */
    CompletableFuture<Ready> load(Answer page, Coding coding) {
        var key = new Key(page.hash(), coding);
        var known = cache.getIfPresent(key);
        if (known != null && known.isCompletedExceptionally()) {
            // Whoever waited for it has heard of it a moment before the cache drops it.
            cache.asMap().remove(key, known);
        }
        return cache.get(key, (_, _) -> CompletableFuture.supplyAsync(() -> loaded(page, coding), waiting));
    }

    /** Has the page at hand from now on. */
    void put(Answer page, PageBytes bytes) {
        // As nearly everybody wants it; the other codings are made of it when they are wanted.
        cache.put(new Key(page.hash(), Coding.BROTLI),
                CompletableFuture.completedFuture(ready(page, Coding.BROTLI, bytes)));
    }

    private @Nullable Ready atHand(Key key) {
        var found = cache.getIfPresent(key);
        return found == null || found.isCompletedExceptionally() ? null : found.getNow(null);
    }

    private Ready loaded(Answer page, Coding coding) {
        var packed = coding == Coding.BROTLI ? null : atHand(new Key(page.hash(), Coding.BROTLI));
        if (packed != null) {
            return ready(page, coding, PageBytes.packed(page.hash(), page.contentType(), packed.bytes().array()));
        }
        loading.acquireUninterruptibly();
        try {
            var bytes = source.load(page.page());
            if (bytes == null) {
                throw new Lost(page.path());
            }
            return ready(page, coding, bytes);
        } finally {
            loading.release();
        }
    }

    private Ready ready(Answer page, Coding coding, PageBytes bytes) {
        byte[] coded = bytes.in(coding);
        return new Ready(headers.of(page, coding, coded.length), ByteBuffer.wrap(coded));
    }
}
