package org.imprimatur.consent.banner;

import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.jspecify.annotations.Nullable;

/** How the banner travels, the closest-packed first. Both packings are the closest there are: each is made once. */
enum Coding {
    BROTLI("br", "-br"), GZIP("gzip", "-gz"), PLAIN("identity", "");

    private static final Encoder.Parameters CLOSEST = new Encoder.Parameters().setQuality(11);

    private final String token;
    private final String suffix;

    Coding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
    }

    /** As it is called in header fields. */
    String token() {
        return token;
    }

    /** What sets its entity tags apart from those of the other codings. */
    String suffix() {
        return suffix;
    }

    /**
     * The one wanted most, the closest-packed among equals (RFC 9110, section 12.5.3); plain bytes to those who want
     * none of these, or whose list can't be read.
     *
     * @param list the value of {@code Accept-Encoding}
     */
    static Coding wanted(@Nullable String list) {
        if (list == null) {
            return PLAIN;
        }
        try {
            // The server's own parser, which leaves out what has no quality.
            QuotedQualityCSV accepted = new QuotedQualityCSV(new String[]{BROTLI.token, GZIP.token});
            accepted.addValue(list.toLowerCase(Locale.ROOT));
            return accepted.getValues().stream()
                    .flatMap(value -> Arrays.stream(values()).filter(coding -> coding.token.equals(value)))
                    .findFirst().orElse(PLAIN);
        } catch (IllegalArgumentException malformed) {
            return PLAIN;
        }
    }

    byte[] pack(byte[] plain) {
        try {
            return switch (this) {
                case BROTLI -> Encoder.compress(plain, CLOSEST);
                case GZIP -> gzip(plain);
                case PLAIN -> plain;
            };
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory can be written to", impossible);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
