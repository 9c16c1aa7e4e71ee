package org.imprimatur.publishing.archive;

import org.imprimatur.starter.open.Coding;

/**
 * A page's bytes, kept under their hash: the same bytes at two paths, or in two editions, are kept once. Held closely
 * packed; whoever wants them in another coding has them made. The arrays are shared and never written to.
 */
public final class PageBytes {
    private final String hash;
    private final String contentType;
    private final byte[] brotli;

    private PageBytes(String hash, String contentType, byte[] brotli) {
        this.hash = hash;
        this.contentType = contentType;
        this.brotli = brotli;
    }

    /**
     * A page that was rendered.
     *
     * @param hash of the bytes
     * @param kept whether readers keep it for good, so that it is worth the closest packing
     */
    public static PageBytes compressed(String hash, String contentType, byte[] bytes, boolean kept) {
        return new PageBytes(hash, contentType, PageCompression.brotli(bytes, kept));
    }

    /** A page as {@link #in} gave it in Brotli. */
    public static PageBytes packed(String hash, String contentType, byte[] brotli) {
        return new PageBytes(hash, contentType, brotli);
    }

    /** {@code sha256:<hex>} of the identity bytes. */
    public String hash() {
        return hash;
    }

    /** As the header field of that name has it. */
    public String contentType() {
        return contentType;
    }

    /** The bytes in that coding; all but Brotli (RFC 7932) are made anew each time. */
    public byte[] in(Coding coding) {
        return switch (coding) {
            case BROTLI -> brotli;
            case IDENTITY -> PageCompression.plain(brotli);
            case GZIP -> PageCompression.gzip(PageCompression.plain(brotli));
        };
    }
}
