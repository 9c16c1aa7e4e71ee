package org.imprimatur.consent.banner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.notice.Words;
import org.imprimatur.tlog.json.JsonReader;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The banner, and the word to machines that the Global Privacy Control signal is honoured. */
@RestController
class BannerController {
    private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);
    private static final String GPC = "{\"gpc\":true,\"lastUpdate\":\"2026-11-23\"}\n";

    private final Notices notices;
    private final Map<String, BannerScript> scripts = new HashMap<>();

    BannerController(Notices notices) throws IOException {
        this.notices = notices;
        String program = text("banner/banner.min.js");
        String style = text("styles/buttons.css") + text("banner/banner.css");
        Words failures = Words.of(JsonReader.read(text("choices/words.json")));
        for (String language : notices.languages()) {
            Notice notice = notices.inForce(language, null);
            scripts.put(notice.hash(), BannerScript.of(notice, program, style,
                    failures.part(language).text("banner")));
        }
    }

    @GetMapping(path = "/banner.js", produces = "text/javascript")
    ResponseEntity<byte[]> banner(@RequestParam(required = false) @Nullable String lang,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages,
            @RequestHeader(value = HttpHeaders.ACCEPT_ENCODING, required = false) @Nullable String encodings) {
        Notice notice = notices.inForce(lang, languages);
        BannerScript script = scripts.get(notice.hash());
        if (script == null) {
            throw new IllegalStateException("No banner in " + notice.language());
        }
        // Made once at the start: every page of the site asks for it, and a compressing container would begin anew.
        boolean gzip = takesGzip(encodings);
        var answer = ResponseEntity.ok().contentType(SCRIPT)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.CONTENT_LANGUAGE, notice.language())
                .eTag(gzip ? script.etag() + "-gz" : script.etag());
        return gzip
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(script.gzip())
                : answer.body(script.plain());
    }

    @GetMapping(value = "/.well-known/gpc.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> gpc() {
        return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic()).body(GPC);
    }

    /** By the server's own parser, which leaves out what has no quality (RFC 9110, section 12.5.3). */
    private static boolean takesGzip(@Nullable String encodings) {
        if (encodings == null) {
            return false;
        }
        try {
            QuotedQualityCSV accepted = new QuotedQualityCSV();
            accepted.addValue(encodings);
            return accepted.getValues().stream().anyMatch("gzip"::equalsIgnoreCase);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String text(String resource) throws IOException {
        return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
    }
}
