package org.imprimatur.consent.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.imprimatur.consent.RunningService;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.json.JsonReader;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

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
                        "2 en sha256:45ca6508543fd411002564647fa9469a6d0035e5b3d1561b118279028021cf47",
                        "2 de sha256:60b9e889ddf5af174ced488e723f0c076db3736c70f4796e2883d139de779171",
                        "2 fr sha256:b60d5070c3f21ec9e4f511def2d7c892630e09aa49ed7df4ea2716762ea6222d",
                        "2 es sha256:1fdb8c6ed4df48d765f9772f0067b75b2375a07d9fda698d85950d7cf4f8bf41",
                        "2 it sha256:1af0732f6a486c40719b542d4ac3c323f4eba652638de7340dc4ee326db2a29b",
                        "2 nl sha256:db675bf64fdcc82e91426e22cb8ddb9b98ee84432d21f1a3ea772f89016ec02f",
                        "2 pl sha256:66289f055a9d9aac56b83449774c507f32ec3c19003476a27f03c4fca1562576",
                        "2 pt sha256:abbaa5aca0f2115ba6a7b94a9293073bd29e8cf9e610993123aab0d0b0c69897",
                        "2 zh sha256:b8d130fa626d9791ce26aae8950e73f93f632ed93498c407e34259ecefafcff9",
                        "2 ar sha256:64c17eb9adad19ecc0c00ee8f42019d5646c8b67d81a78d157406417f183031f");
    }

    /** So that the hash is over all that a visitor saw, the order of buttons and what came ticked included. */
    @Test
    void everyNoticeSaysInWhichOrderItsButtonsStandAndThatNothingComesTicked() throws IOException {
        String banner = new ClassPathResource("banner/banner.js").getContentAsString(StandardCharsets.UTF_8);
        String inBanner = banner.lines().filter(line -> line.contains("const buttons = ")).findFirst().orElseThrow();
        for (String language : notices.languages()) {
            Words layout = new Words(notices.inForce(language, null).document()).part("layout");
            assertThat(inBanner).containsSubsequence("words." + layout.texts("banner").get(0),
                    "words." + layout.texts("banner").get(1), "third");
            assertThat(banner).containsSubsequence("const third", "words." + layout.texts("banner").get(2));
            String page = get("/choices?lang=" + language).body();
            assertThat(page).containsSubsequence(layout.texts("form").stream()
                    .map(button -> "name=\"decision\" value=\"" + button + "\"").toList());
            List<String> ticked = Pattern.compile("<input[^>]*>").matcher(page).results().map(MatchResult::group)
                    .filter(input -> input.contains(" checked") && !input.contains(" disabled")).toList();
            assertThat(ticked).isEqualTo(layout.texts("ticked"));
        }
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
