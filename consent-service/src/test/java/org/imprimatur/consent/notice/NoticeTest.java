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
                        "2 en sha256:0f370790fa8b069cebd1a0598a3bb03113a2e39e1dcd6212e620ce462b6f42af",
                        "2 de sha256:6ac4cc8984218d9f4ceadd877776ab08dca9c34b2cacb1558e3b4c6c2ee0ab15",
                        "2 fr sha256:cb0728c25ba172fe929dc7e3d125555d3e428cdc9abee9cd13826ce9a0d3683c",
                        "2 es sha256:3b578ba162739ff78d9ca297523f97aedd70213aa127113fa769e9a8197351c3",
                        "2 it sha256:f1364d5cf7f17aa5d33f5036ba06032203c4f1c9566c6d9b62958bccab91c144",
                        "2 nl sha256:8e243926b27b68be31dd665cee51670d1cd4fee7a232cc077f7568cf7426b429",
                        "2 pl sha256:13102384897f0293a2689e2077fa0368a4567b65fd91d9a141b1e8fa0c61175a",
                        "2 pt sha256:b4a0deea9a16d857f83e90f6b9b0baa813515e58fa31953a22aa21b5ac3493d7",
                        "2 zh sha256:60c45ab97d4d409c28eb6c1a96679335a21f83e7f9e1a20f2bb380e4c440863f",
                        "2 ar sha256:9d5e2801efe65a7164fae1b8ae4145ed6e9b1c0ad8ee3229176cc0083ada021a");
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
