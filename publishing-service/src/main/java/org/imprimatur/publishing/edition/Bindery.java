package org.imprimatur.publishing.edition;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Compresses pages. The levels are those above which a millisecond more saves readers less than a packet. */
final class Bindery {
    private static final int BROTLI_PAGE = 5;
    private static final int BROTLI_ASSET = 11;

    Bindery() {
        Brotli4jLoader.ensureAvailability();
    }

    /** @param kept whether readers keep it for good, so that it is worth the closest packing */
    Sheet bind(String hash, String contentType, byte[] bytes, boolean kept) {
        try {
            var parameters = new Encoder.Parameters().setQuality(kept ? BROTLI_ASSET : BROTLI_PAGE);
            return new Sheet(hash, contentType, bytes, gzip(bytes), Encoder.compress(bytes, parameters));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
