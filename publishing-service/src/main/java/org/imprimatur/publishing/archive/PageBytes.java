package org.imprimatur.publishing.archive;

/**
 * A page's bytes in every encoding it is served in, made once, when it is released. Kept under its hash: the same bytes
 * at two paths, or in two editions, are kept once. The arrays are shared and never written to.
 */
public final class PageBytes {
    private final String hash;
    private final String contentType;
    private final byte[] identity;
    private final byte[] gzip;
    private final byte[] brotli;

    PageBytes(String hash, String contentType, byte[] identity, byte[] gzip, byte[] brotli) {
        this.hash = hash;
        this.contentType = contentType;
        this.identity = identity;
        this.gzip = gzip;
        this.brotli = brotli;
    }

    /**
     * The page in every coding.
     *
     * @param hash of the bytes
     * @param kept whether readers keep it for good, so that it is worth the closest packing
     */
    public static PageBytes compressed(String hash, String contentType, byte[] bytes, boolean kept) {
        return new PageBytes(hash, contentType, bytes, PageCompression.gzip(bytes),
                PageCompression.brotli(bytes, kept));
    }

    /** {@code sha256:<hex>} of the identity bytes. */
    public String hash() {
        return hash;
    }

    /** As the header field of that name has it. */
    public String contentType() {
        return contentType;
    }

    /** The bytes that are hashed. */
    public byte[] identity() {
        return identity;
    }

    /** The same, compressed as RFC 1952 says. */
    public byte[] gzip() {
        return gzip;
    }

    /** The same, compressed as RFC 7932 says. */
    public byte[] brotli() {
        return brotli;
    }
}
