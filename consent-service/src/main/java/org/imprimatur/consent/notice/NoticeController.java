package org.imprimatur.consent.notice;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.tlog.json.CanonicalJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Notices for programs. The member {@code hash} is added to the document; it is over the document without it. */
@RestController
class NoticeController {
    private final Notices notices;

    NoticeController(Notices notices) {
        this.notices = notices;
    }

    @GetMapping("/api/v1/notice")
    ResponseEntity<byte[]> inForce(@RequestParam(required = false) @Nullable String lang,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accepted) {
        return answer(notices.inForce(lang, accepted),
                CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic());
    }

    @GetMapping("/api/v1/notices/{hash}")
    ResponseEntity<byte[]> byHash(@PathVariable String hash) {
        Notice notice = notices.find(hash)
                .orElseThrow(
                        () -> new ProblemException(Problem.NOT_FOUND, "No notice was ever shown under this hash."));
        return answer(notice, CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    }

    private static ResponseEntity<byte[]> answer(Notice notice, CacheControl caching) {
        Map<String, Object> body = new TreeMap<>(notice.document());
        body.put("hash", notice.hash());
        return ResponseEntity.ok().eTag(notice.hash()).cacheControl(caching)
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, notice.language())
                .contentType(MediaType.APPLICATION_JSON)
                .body(CanonicalJson.bytes(body));
    }
}
