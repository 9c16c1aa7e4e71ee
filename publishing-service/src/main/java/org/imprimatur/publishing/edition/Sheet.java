package org.imprimatur.publishing.edition;

/**
 * A page's bytes in every encoding it is served in, made once, when it is released. Kept under its hash: the same bytes
 * at two paths, or in two editions, are one sheet. The arrays are shared and never written to.
 */
public final class Sheet {
    private final String hash;
    private final String contentType;
    private final byte[] identity;
    private final byte[] gzip;
    private final byte[] brotli;

    Sheet(String hash, String contentType, byte[] identity, byte[] gzip, byte[] brotli) {
        this.hash = hash;
        this.contentType = contentType;
        this.identity = identity;
        this.gzip = gzip;
        this.brotli = brotli;
    }

    /** {@code sha256:<hex>} of the identity bytes. */
    public String hash() {
        return hash;
    }

    public String contentType() {
        return contentType;
    }

    public byte[] identity() {
        return identity;
    }

    public byte[] gzip() {
        return gzip;
    }

    public byte[] brotli() {
        return brotli;
    }
}
