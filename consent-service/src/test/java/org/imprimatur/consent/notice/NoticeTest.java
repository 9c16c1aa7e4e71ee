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
                        "2 en sha256:d0f8a4a60ecd7f18d252aabf55a6556bfd940e51fe3ae832ab93a5e4c6ec970f",
                        "2 de sha256:6cd07e955c2d12a01ed531a08ea1be8bc14e68f08a7e31f2e8e8b47a6b71ed4b",
                        "2 fr sha256:4b49ae4a7e23229540bc170837c96989e04ee6406dec6bb39e991fbfb08c607e",
                        "2 es sha256:a78b8d7d5326c780aea26a57c17efc1e1664d302c3d16f5eec2666d1c4e735c2",
                        "2 it sha256:82e3c8f2b6838c7814a8ab267d1f39ef8e42310cfdb244686391a9cbfa91b749",
                        "2 nl sha256:8c882c0b00abeb1e2419fd5a9c0fe97e08ef727c35eca215d98211b1facc7b73",
                        "2 pl sha256:25fbe0dc9d9815c256f4205defaf5d7a204313cd07ce5453e07b9a77fa32f307",
                        "2 pt sha256:d7fd9bc2838df9fd75cccdf49d6dc817e09f57d2389c8907c3ec4b3f1db3d18b",
                        "2 zh sha256:5e36ad9a167da347cb0a6aa530e9ac2ecc2741ef63902380f3b89481fb88bfff",
                        "2 ar sha256:61540c02d50a53b4c7bdfd9f65136247ce1526ed16111a7c249c231b59e22d5e");
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
