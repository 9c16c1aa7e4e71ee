package org.imprimatur.publishing.site;

/**
 * How long lists are cut. Archive pages hold exactly {@value #PAGE} places and are numbered from the oldest, so a full
 * one keeps its content; a section's front shows what is newer than the newest full page, one more page's worth
 * included so that it never looks empty.
 */
final class Paging {
    static final int PAGE = 20;
    static final int SITEMAP_PART = 1_000;

    private Paging() {}

    static int archivePages(int size) {
        return Math.max(0, size / PAGE - 1);
    }

    /** Zero while everything fits in the sitemap itself. */
    static int sitemapParts(int size) {
        return size <= SITEMAP_PART ? 0 : Math.ceilDiv(size, SITEMAP_PART);
    }
}
