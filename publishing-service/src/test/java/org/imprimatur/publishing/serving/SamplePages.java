package org.imprimatur.publishing.serving;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.publishing.edition.PathChange;
import org.imprimatur.publishing.release.PublicSite;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/** Pages without a site that they belong to, and where their bytes come from; that can be told to be away, or slow. */
final class SamplePages implements PublicSite.Source {
    final AtomicInteger loads = new AtomicInteger();
    final Map<String, PageBytes> stored = new ConcurrentHashMap<>();
    /** What happens at each load before anything is found. */
    volatile Runnable before = () -> {};

    PathChange page(String path, int status, String contentType, String text, @Nullable String location) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String hash = Hash.sha256(bytes).labelled();
        stored.put(hash, PageBytes.compressed(hash, contentType, bytes, false));
        return new PathChange(path, status, hash, contentType, location);
    }

    @Override
    public @Nullable PageBytes load(PathChange page) {
        loads.incrementAndGet();
        before.run();
        return stored.get(String.valueOf(page.hash()));
    }
}
