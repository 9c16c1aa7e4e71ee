package org.imprimatur.content.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.content.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the desk takes, it takes in one form, and whatever it takes can be approved. */
class WordsTest extends RunningService {
    private static final String ARTICLES = "/api/v1/articles";

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u200b", "\u3164", "\u115f", "\u2800", "\u00ad", "\u2060\u2003", "\ufeff",
        "Head\u2028line", "Head\u2029line", "Head\u0085line", "\u202eHeadline", "Head\u2066line", "Headline\u200f",
        "Head\nline", "Head\u0000line", "Head\uffffline"})
    void aHeadlineThatNobodyCanReadIsRefused(String headline) {
        assertThat(pointers(with("headline", headline))).containsExactly("/headline");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            headline   | `  Cafe\u0301 \u00a0`         | Café
            headline   | `\ufeffHeadline`             | Headline
            standfirst | `  Standfirst `                | Standfirst
            body       | `\ufeff\\n\\nWords.\\n\\n`     | Words.
            byline     | `\u3000By\u200b`             | By
            byline     | `\u3164`                    | ``
            language   | i-klingon                      | tlh
            language   | EN-gb                          | en-GB
            """)
    void wordsAreKeptNormalizedAndTrimmed(String field, String sent, String kept) {
        Answer made = anna().post(ARTICLES, with(field, sent.translateEscapes()));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/content/" + field)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"Https://Example.ORG/A,https://example.org/A", "https://BÜCHER.example/ä,https://bücher.example/ä"})
    void aSourceIsKeptWithSchemeAndHostInLowerCaseAndCanBeApproved(String sent, String kept) {
        Answer made = anna().post(ARTICLES, with("source", Map.of("name", " Court ", "url", sent)));
        assertThat(made.text("/content/source/url")).isEqualTo(kept);
        assertThat(made.text("/content/source/name")).isEqualTo("Court");
        assertThat(edith().take("approve", anna().take("submit", made)).status()).isEqualTo(200);
    }

    @Test
    void whatIsTakenAtItsLongestCanBeApproved() {
        Map<String, Object> content = with("headline", "\ud83d\ude00".repeat(299) + "x");
        content.put("standfirst", "\"".repeat(1_000));
        content.put("body", "\\".repeat(249_999));
        content.put("byline", "é".repeat(200));
        content.put("tags",
                Collections.nCopies(20, "t").stream().map(tag -> tag.repeat(40) + UUID.randomUUID().toString()
                        .substring(0, 8)).toList());
        content.put("source", Map.of("name", "商".repeat(200), "url", "https://example.org/" + "é".repeat(1_980)));
        content.put("language", "en-x-" + "a-".repeat(29) + "a");
        Answer made = anna().post(ARTICLES, content);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        Answer approved = edith().take("approve", anna().take("submit", made),
                Map.of("correction", Map.of("note", "\ud83d\ude00".repeat(2_000))));
        assertThat(approved.status()).as(approved.body().toString()).isEqualTo(200);
    }

    @Test
    void lengthIsLookedAtBeforeAnythingElse() {
        assertThat(pointers(with("language", "a-".repeat(400_000) + "a"))).containsExactly("/language");
        assertThat(pointers(with("language", "en" + "-abcdefgh".repeat(2_000)))).containsExactly("/language");
        assertThat(pointers(with("slug", "a" + "-a".repeat(400_000)))).containsExactly("/slug");
        assertThat(pointers(with("section", "a".repeat(800_000)))).containsExactly("/section");
        assertThat(pointers(with("byline", "[".repeat(800_000)))).containsExactly("/byline");
        assertThat(pointers(with("source", Map.of("name", "x", "url", "https://" + "a.".repeat(400_000)))))
                .containsExactly("/source/url");
        assertThat(pointers(with("body", "a" + "\u0323\u0301".repeat(100_000)))).containsExactly("/body");
    }

    @Test
    void tooManyTagsAreCountedAndNotCompared() {
        List<String> tags = java.util.stream.IntStream.range(0, 90_000).mapToObj(i -> "t" + i).toList();
        assertThat(pointers(with("tags", tags))).containsExactly("/tags");
    }

    @Test
    void halfACharacterInAKeyedRequestIsRefusedAsSuch() {
        Answer refused = anna().send("POST", ARTICLES, "{\"headline\":\"H\\ud800\",\"section\":\"cases\"}",
                "Idempotency-Key", UUID.randomUUID().toString());
        assertThat(refused.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!-- only a comment -->", "[a]: https://example.org", "\u200b\u3164", "&nbsp;&#8203;",
        "---",
        "<div></div>", ""})
    void aBodyThatShowsNothingIsNoBody(String body) {
        Answer made = anna().post(ARTICLES, with("body", body));
        assertThat(made.status()).isEqualTo(201);
        Answer refused = anna().take("submit", made);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/content/body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "-1e1000000000", "1e-1000000000", "99999999999999999999", "\"\"", "\"0\"",
        "\"+999999999-12-31T23:59:59Z\""})
    void aTimeBeyondAllTimesIsRefusedAtOnce(String time) {
        Answer submitted = anna().take("submit", anna().post(ARTICLES, with("byline", "By")));
        Answer refused = edith().send("POST", ARTICLES + "/" + submitted.id() + "/actions/approve",
                "{\"releaseAt\":" + time + "}", "If-Match", submitted.tag());
        assertThat(refused.status()).isIn(400, 422);
    }

    private List<String> pointers(Map<String, Object> content) {
        Answer refused = anna().post(ARTICLES, content);
        assertThat(refused.status()).isEqualTo(422);
        return refused.body().at("/errors").valueStream().map(error -> error.path("pointer").asString()).toList();
    }

    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> content = new HashMap<>(
                Map.of("headline", "Words " + UUID.randomUUID(), "section", "cases", "body", "Words."));
        content.put(field, value);
        return content;
    }
}
