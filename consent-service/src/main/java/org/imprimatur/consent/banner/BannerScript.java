package org.imprimatur.consent.banner;

import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Purpose;
import org.imprimatur.starter.open.Coding;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;

/** The banner in one language: program, style and the notice's words in a single answer, made once. */
final class BannerScript {
    private static final Encoder.Parameters CLOSEST = new Encoder.Parameters().setQuality(11);

    private final byte[] plain;
    private final String hash;
    private final Map<Coding, byte[]> packed = new ConcurrentHashMap<>();

    private BannerScript(byte[] plain) {
        this.plain = plain;
        this.hash = Hash.sha256(plain).hex();
    }

    /**
     * @param program the script, with a name where the notice belongs and one where the style does
     * @param style what the panel looks like
     * @param unknown what is said where it isn't known whether a choice was recorded
     */
    static BannerScript of(Notice notice, String program, String style, String unknown) {
        String script = program.replace("IMPRIMATUR_NOTICE", words(notice, unknown))
                .replace("IMPRIMATUR_STYLE", CanonicalJson.text(lean(style)));
        return new BannerScript(script.getBytes(StandardCharsets.UTF_8));
    }

    /** The entity tag, which changes with every byte of the script and with the coding. */
    String etag(Coding coding) {
        return '"' + hash + coding.suffix() + '"';
    }

    /** The script in a coding; made when it is first asked for, since the closest packing takes its time. */
    byte[] in(Coding coding) {
        return packed.computeIfAbsent(coding, one -> pack(plain, one)).clone();
    }

    private static byte[] pack(byte[] plain, Coding coding) {
        try {
            return switch (coding) {
                case BROTLI -> Encoder.compress(plain, CLOSEST);
                case GZIP -> gzip(plain);
                case IDENTITY -> plain;
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

    /** What a visitor's line has no use for. */
    private static String lean(String style) {
        return style.lines().map(String::strip).collect(Collectors.joining()).replaceAll("([:{;,]) | (\\{)", "$1$2")
                .replace(";}", "}");
    }

    /** JSON is a part of JavaScript; as the script is a file of its own there is no tag it could end. */
    private static String words(Notice notice, String unknown) {
        List<Map<String, Object>> purposes = notice.purposes().stream().map(BannerScript::purpose).toList();
        return CanonicalJson.text(new TreeMap<>(Map.of("hash", notice.hash(), "policyVersion", notice.policyVersion(),
                "language", notice.language(), "purposes", purposes, "banner", notice.words("banner").members(),
                "unknown", unknown)));
    }

    private static Map<String, Object> purpose(Purpose purpose) {
        Map<String, Object> words = new TreeMap<>(
                Map.of("id", purpose.id(), "name", purpose.name(), "text", purpose.text()));
        if (purpose.optional()) {
            words.put("optional", 1);
        }
        if (purpose.sharing()) {
            words.put("sharing", 1);
        }
        return words;
    }
}
