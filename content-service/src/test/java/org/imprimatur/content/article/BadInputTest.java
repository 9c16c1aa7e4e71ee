package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import java.util.Map;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.content.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Bad input gets a problem document with the right status, and changes nothing. */
class BadInputTest extends RunningService {
    private static final String ARTICLES = "/api/v1/articles";

    @Autowired
    private MongoClient database;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                                     | 400 | unreadable-body |
            {"headline":                                                           | 400 | unreadable-body |
            []                                                                     | 400 | unreadable-body |
            {"headline":"H","section":"cases"} {}                                  | 400 | unreadable-body |
            {"headline":"H","section":"cases","colour":"red"}                      | 400 | unreadable-body | /colour
            {"headline":5,"section":"cases"}                                       | 400 | unreadable-body | /headline
            {"headline":"H","headline":"I","section":"cases"}                      | 400 | unreadable-body |
            {}                                                                     | 422 | invalid-input   | /headline
            {"headline":"  ","section":"cases"}                                    | 422 | invalid-input   | /headline
            {"headline":"\\u0301","section":"cases"}                              | 422 | invalid-input   | /headline
            {"headline":"\\u20dd \\u093f","section":"cases"}                      | 422 | invalid-input   | /headline
            {"headline":"\\ue000\\uf8ff","section":"cases"}                       | 422 | invalid-input   | /headline
            {"headline":"\\udb80\\udc00","section":"cases"}                       | 422 | invalid-input   | /headline
            {"headline":"H","section":"cases","source":{"name":"\\u0301"}}         | 422 | invalid-input   | /source/name
            {"headline":"H","section":"cases","slug":"123"}                        | 422 | invalid-input   | /slug
            {"headline":"H","section":"cases","slug":"0"}                          | 422 | invalid-input   | /slug
            {"headline":"H","section":"cases","slug":""}                           | 422 | invalid-input   | /slug
            {"headline":"H\\u0007","section":"cases"}                              | 422 | invalid-input   | /headline
            {"headline":"H\\ud800","section":"cases","slug":"h"}                   | 422 | invalid-input   | /headline
            {"headline":"H"}                                                       | 422 | invalid-input   | /section
            {"headline":"H","section":"sports"}                                    | 422 | invalid-input   | /section
            {"headline":"H","section":"cases","slug":"../etc"}                     | 422 | invalid-input   | /slug
            {"headline":"H","section":"cases","slug":"Has Blanks"}                 | 422 | invalid-input   | /slug
            {"headline":"H","section":"cases","tags":["ok","Not Ok"]}              | 422 | invalid-input   | /tags/1
            {"headline":"H","section":"cases","tags":["a","a"]}                    | 422 | invalid-input   | /tags/1
            {"headline":"H","section":"cases","tags":[null]}                       | 422 | invalid-input   | /tags/0
            {"headline":"H","section":"cases","source":{}}                         | 422 | invalid-input   | /source/name
            {"headline":"H","section":"cases","source":{"name":"s","url":"javascript:alert(1)"}} | 422 | invalid-input | /source/url
            {"headline":"H","section":"cases","source":{"name":"s","url":"http://"}} | 422 | invalid-input | /source/url
            {"headline":"H","section":"cases","language":"not a language"}         | 422 | invalid-input   | /language
            {"headline":"H","section":"cases","body":"\\u0000"}                    | 422 | invalid-input   | /body
            """)
    void aBadArticleIsRefusedAndNothingIsKept(String body, int status, String type, String pointer) {
        long before = entries();
        Answer refused = anna().send("POST", ARTICLES, body);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.text("/type")).isEqualTo("urn:imprimatur:problem:" + type);
        assertThat(refused.header("content-type")).startsWith("application/problem+json");
        assertThat(refused.text("/traceId")).isNotEmpty();
        if (pointer != null) {
            assertThat(refused.body().at("/errors").valueStream().map(error -> error.path("pointer").asString()))
                    .contains(pointer);
        }
        assertThat(entries()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"section":"cases","body":"B"}                     | /headline
            {"headline":"H","body":"B"}                        | /section
            {"headline":"H","section":"cases"}                 | /body
            {"headline":"H","section":"cases","body":null}     | /body
            """)
    void aReplacementThatIsNotWholeIsRefusedAndNothingIsLost(String body, String pointer) {
        Answer made = anna().write("Replaced");
        Answer refused = anna().send("PUT", ARTICLES + "/" + made.id(), body, "If-Match", made.tag());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo(pointer);
        assertThat(anna().get(ARTICLES + "/" + made.id()).tag()).isEqualTo(made.tag());
    }

    @Test
    void aSlugOfDigitsIsRefusedToArticlesThatHaveAnother() {
        Answer made = anna().write("Digits");
        Map<String, String> words = Map.of("headline", "Digits", "section", "cases", "body", "B", "slug", "2026");
        Answer refused = anna().put(ARTICLES + "/" + made.id(), words, "If-Match", made.tag());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/slug");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        Answer refused = anna().post(ARTICLES, Map.of("section", "sports", "slug", "../x", "language", "?"));
        assertThat(refused.body().at("/errors").valueStream().map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/headline", "/section", "/slug", "/language");
    }

    @Test
    void aBodyLargerThanAnEventCanCarryIsRefused() {
        Answer refused = anna().post(ARTICLES,
                Map.of("headline", "Large", "section", "cases", "body", "\"".repeat(260_000)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/body");
    }

    @Test
    void tenMegabytesAreRefusedUnread() {
        assertThat(anna().post(ARTICLES, Map.of("body", "x".repeat(10_000_000))).status()).isEqualTo(413);
    }

    @Test
    void anotherMediaTypeIsRefused() {
        assertThat(anna().send("POST", ARTICLES, "<article/>", "Content-Type", "application/xml").status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "text/plain", "application/problem+json",
        "application/x-www-form-urlencoded"})
    void aStepIsTakenAsJsonAloneAndNothingIsKeptOtherwise(String type) {
        Answer submitted = anna().take("submit", anna().write("Media type of a step"));
        Answer refused = edith().send("POST", ARTICLES + "/" + submitted.id() + "/actions/approve", "{}", "If-Match",
                submitted.tag(), "Content-Type", type);
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.text("/type")).isEqualTo("urn:imprimatur:problem:unsupported-media-type");
        assertThat(anna().get(ARTICLES + "/" + submitted.id()).tag()).isEqualTo(submitted.tag());
        assertThat(edith().send("POST", ARTICLES + "/" + submitted.id() + "/actions/approve", "", "If-Match",
                submitted.tag(), "Content-Type", "application/json").status()).isEqualTo(200);
    }

    @Test
    void anUnknownArticleOrActionIsNotFound() {
        assertThat(anna().get(ARTICLES + "/nothing").status()).isEqualTo(404);
        Answer unknown = edith().take("publish", anna().write("Unknown action"));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("/type")).isEqualTo("urn:imprimatur:problem:unknown-action");
        assertThat(unknown.body().at("/known").size()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            reject  | {}                                      | /reason
            reject  | {"reason":" "}                          | /reason
            approve | {"reason":"none is taken"}              | /reason
            approve | {"releaseAt":"2020-01-01T00:00:00Z"}    | /releaseAt
            approve | {"releaseAt":"+12026-01-01T00:00:00Z"}  | /releaseAt
            approve | {"correction":{}}                       | /correction/note
            reject  | {"reason":"r","releaseAt":"2099-01-01T00:00:00Z"} | /releaseAt
            """)
    void aBadStepIsRefusedAndNothingIsKept(String action, String body, String pointer) {
        Answer submitted = anna().take("submit", anna().write("Bad step"));
        Answer refused = edith().send("POST", ARTICLES + "/" + submitted.id() + "/actions/" + action, body, "If-Match",
                submitted.tag());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo(pointer);
        assertThat(anna().get(ARTICLES + "/" + submitted.id()).tag()).isEqualTo(submitted.tag());
    }

    @Test
    void aTimeThatIsNoneIsUnreadable() {
        Answer submitted = anna().take("submit", anna().write("Bad time"));
        assertThat(edith().take("approve", submitted, Map.of("releaseAt", "tomorrow")).status()).isEqualTo(400);
    }

    @Test
    void aKeyThatIsNoKeyIsRefused() {
        assertThat(anna().post(ARTICLES, Map.of("headline", "K", "section", "cases"), "Idempotency-Key", "has blanks")
                .status()).isEqualTo(400);
    }

    @Test
    void markdownWithScriptIsKeptAsWordsForTheSiteToMakeHarmless() {
        String body = "<script>alert(1)</script> **bold**";
        Answer made = anna().post(ARTICLES, Map.of("headline", "Script", "section", "cases", "body", body));
        assertThat(made.text("/content/body")).isEqualTo(body);
    }

    private long entries() {
        return database.getDatabase(DATABASE).getCollection("article_log").countDocuments();
    }
}
