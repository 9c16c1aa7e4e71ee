package org.imprimatur.publishing.archive;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.Decoder;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Compresses pages. The levels are those above which a millisecond more saves readers less than a packet. */
final class PageCompression {
    private static final int BROTLI_PAGE = 5;
    private static final int BROTLI_ASSET = 11;

    private PageCompression() {}

    /** Loads what the first page would otherwise have to wait for. */
    static void load() {
        Brotli4jLoader.ensureAvailability();
    }

    /** @param kept whether readers keep it for good, so that it is worth the closest packing */
    static byte[] brotli(byte[] bytes, boolean kept) {
        load();
        try {
            return Encoder.compress(bytes, new Encoder.Parameters().setQuality(kept ? BROTLI_ASSET : BROTLI_PAGE));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What {@link #brotli} packed. */
    static byte[] plain(byte[] brotli) {
        load();
        try {
            return Decoder.decompress(brotli).getDecompressedData();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
