package org.imprimatur.consent.banner;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Purpose;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.merkle.Hash;

/** The banner in one language: program, style and the notice's words in a single answer, made once. */
final class BannerScript {
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
        return packed.computeIfAbsent(coding, one -> one.pack(plain)).clone();
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
