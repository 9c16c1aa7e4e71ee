package org.imprimatur.publishing.serving;

import org.imprimatur.publishing.archive.PageBytes;

import org.imprimatur.publishing.release.PublicSite;

import java.nio.charset.StandardCharsets;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;

/** Pages with their bytes, without a site that they belong to. */
final class SamplePages {
    private SamplePages() {}

    static PublicSite.Page page(String path, int status, String contentType, String text,
            @Nullable String location) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new PublicSite.Page(path, status, location,
                PageBytes.compressed(Hash.sha256(bytes).labelled(), contentType, bytes, false));
    }
}
