package org.imprimatur.consent.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.imprimatur.consent.RunningService;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.json.JsonReader;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

class NoticeTest extends RunningService {
    @Autowired
    private Notices notices;

    /**
     * Words that were shown don't change under their version. Who changes a notice raises its policyVersion, so that
     * visitors are asked again, and pins the new hash here.
     */
    @Test
    void aNoticeInForceKeepsItsWords() {
        assertThat(notices.languages().stream().map(language -> notices.inForce(language, null))
                .map(notice -> notice.policyVersion() + " " + notice.language() + " " + notice.hash())).containsExactly(
                        "2 en sha256:856970ae5409f93aef8f97e2ba679fc128bce032f2c31a96a0eaf6948a248d7a",
                        "2 de sha256:258cf06bb3015cced99083a8e345aaa5757773a9de73a054e87593f925745c14",
                        "2 fr sha256:9105d2e02d2d6cf7130a979ff57c35a2ce38b88011a1561cc40c5e4861c372df",
                        "2 es sha256:2d7cbc5ee521ad334225ab726fc772b60f7d19740a46b6a26ad708d5e12657e1",
                        "2 it sha256:0e1bd8b9d0dfa674bbcaa8764fc42dcd5429b67f331ccaaf9828b1e89bd96c90",
                        "2 nl sha256:26831417615586fa429277c8439ab18e5ae74b3d5f4589220c24cd4d679eefbd",
                        "2 pl sha256:4a0825c86a8dd8ce86bcae838e0257b411296570b054437b8fbea7b98ad408ef",
                        "2 pt sha256:ea077d8eab7c17b2abb4c3f866c5f5b37ec6f0617d0ef5ca2e1459cbe28d40dd",
                        "2 zh sha256:93fc0aad4fb96d5970436cd6b1dfdd24d7df2f84e05c081b2ac386f9a0c29824",
                        "2 ar sha256:94acc570b41d45db2f16a93976aa229fb5aedc571c8264a6f744094b08cefd32");
    }

    @Test
    void theHashIsOverTheDocumentThatIsServed() {
        HttpResponse<String> answer = get("/api/v1/notice?lang=de");
        @SuppressWarnings("unchecked") // the reader makes objects with string keys only
        Map<String, @Nullable Object> document = new LinkedHashMap<>((Map<String, @Nullable Object>) Objects
                .requireNonNull(JsonReader.read(answer.body())));
        Object hash = document.remove("hash");
        assertThat(hash).isEqualTo("sha256:" + Hash.sha256(CanonicalJson.bytes(document)).hex());
        assertThat(document).containsKeys("policyVersion", "language", "jurisdiction", "controllers", "purposes",
                "withdrawal", "banner");
    }

    @Test
    void aNoticeIsFoundByItsHashForEver() {
        HttpResponse<String> answer = get("/api/v1/notices/" + notice());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(get("/api/v1/notice?lang=en").body());
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        String etag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/api/v1/notices/" + notice(), "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get("/api/v1/notices/sha256:" + "0".repeat(64)).statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/notices/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void visitorsAreAskedInTheirLanguage() {
        assertThat(language("/api/v1/notice", "Accept-Language", "fr-CH, de;q=0.8")).isEqualTo("fr");
        assertThat(language("/api/v1/notice", "Accept-Language", "zh-Hant-TW,en;q=0.5")).isEqualTo("zh");
        assertThat(language("/api/v1/notice?lang=de", "Accept-Language", "fr")).isEqualTo("de");
        assertThat(language("/api/v1/notice?lang=tlh", "Accept-Language", "sv")).isEqualTo("en");
        assertThat(language("/api/v1/notice?lang=%3Cscript%3E", "Accept-Language", ";;;")).isEqualTo("en");
        assertThat(language("/api/v1/notice", "Accept-Language", "fr;q=0, *, de;q=0.1, ZH-cn;q=0.2")).isEqualTo("zh");
        assertThat(language("/api/v1/notice")).isEqualTo("en");
    }

    /** The look-up in a list of ranges took time by the third power of its length. */
    @Test
    @Timeout(10)
    void longListsOfLanguagesKeepNobodyBusy() {
        for (String languages : List.of("zh" + "-a".repeat(2_000), "fr," + "zh-a,".repeat(700),
                "-".repeat(4_000), "x;q=".repeat(800))) {
            for (String path : List.of("/api/v1/notice", "/choices", "/banner.js", "/api/v1/notice?lang=" + languages
                    .substring(0, 1_500).replace(";", "%3B"))) {
                for (int time = 0; time < 5; time++) {
                    assertThat(get(path, "Accept-Language", languages).statusCode()).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void everyLanguageSaysTheSameThings() {
        Notice english = notices.inForce("en", null);
        for (String language : notices.languages()) {
            Notice notice = notices.inForce(language, null);
            assertThat(shape(notice.document())).as(language).isEqualTo(shape(english.document()));
            assertThat(notice.purposes()).extracting(Purpose::id, Purpose::optional, Purpose::sharing)
                    .isEqualTo(english.purposes().stream().map(purpose -> org.assertj.core.groups.Tuple
                            .tuple(purpose.id(), purpose.optional(), purpose.sharing())).toList());
        }
    }

    private String language(String path, String... headers) {
        return get(path, headers).headers().firstValue("Content-Language").orElseThrow();
    }

    private static Set<String> shape(@Nullable Object value) {
        Set<String> shape = new TreeSet<>();
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, member) -> {
                shape.add(String.valueOf(key));
                shape(member).forEach(inner -> shape.add(key + "/" + inner));
            });
        } else if (value instanceof List<?> array) {
            array.forEach(element -> shape.addAll(shape(element)));
        }
        return shape;
    }
}
