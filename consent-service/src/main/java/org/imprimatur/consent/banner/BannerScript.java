package org.imprimatur.consent.banner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Purpose;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;

/** The banner in one language: program, style and the notice's words in a single answer, made once. */
final class BannerScript {
    private final byte[] plain;
    private final byte[] gzip;

    private BannerScript(byte[] plain) {
        this.plain = plain;
        this.gzip = gzip(plain);
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

    /** Changes with every byte of the script. */
    String etag() {
        return Hash.sha256(plain).hex();
    }

    byte[] plain() {
        return plain.clone();
    }

    byte[] gzip() {
        return gzip.clone();
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

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new IllegalStateException("Memory can be written to", impossible);
        }
        return bytes.toByteArray();
    }
}
